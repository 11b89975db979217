import { isIP } from 'node:net';
import { type AddressRules, mayConnect } from '../outbound/address-rules.ts';

export type EndpointUrl =
  | { readonly ok: true; readonly url: URL; readonly scheme: 'http:' | 'https:' }
  | { readonly ok: false; readonly fault: EndpointFault };

export type EndpointFault =
  | 'not_a_url'
  | 'not_https'
  | 'with_credentials'
  | 'with_fragment'
  | 'private_address';

/**
 * Whether events may be sent to this address, as far as its text can tell. What its name leads to is judged at each
 * connection, for names change.
 */
export function readEndpointUrl(text: string, rules: AddressRules): EndpointUrl {
  if (!URL.canParse(text)) return { ok: false, fault: 'not_a_url' };
  // Parsed, an address has one spelling: 0x7f.1, 2130706433 and 127.0.0.1 are the same.
  const url = new URL(text);
  const fault = faultOf(url, rules);
  if (fault !== undefined) return { ok: false, fault };
  return { ok: true, url, scheme: url.protocol === 'https:' ? 'https:' : 'http:' };
}

function faultOf(url: URL, rules: AddressRules): EndpointFault | undefined {
  const { protocol, username, password, hash } = url;
  if (protocol !== 'https:' && protocol !== 'http:') return 'not_https';
  if (username !== '' || password !== '') return 'with_credentials';
  if (hash !== '') return 'with_fragment';
  const host = hostOf(url);
  const isLocalName = host === 'localhost' || host.endsWith('.localhost');
  if (protocol === 'http:' && !(rules.privateAllowed && (isLocalName || mayConnect(host, protocol, rules))))
    return 'not_https';
  if (isLocalName && !rules.privateAllowed) return 'private_address';
  return isIP(host) !== 0 && !mayConnect(host, protocol, rules) ? 'private_address' : undefined;
}

/** Without the brackets of IPv6 and the dot that ends a full name. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}

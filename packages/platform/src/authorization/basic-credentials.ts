import { decode, isText } from './parameters.ts';

export type BasicCredentials =
  | { readonly kind: 'absent' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'present'; readonly clientId: string; readonly clientSecret: string };

/**
 * Client credentials in an Authorization header (RFC 6749 section 2.3.1): both are form-encoded before they are
 * joined, so that an id may hold a colon; the scheme's case is free (RFC 9110 section 11.1).
 */
export function basicCredentials(header: string | undefined): BasicCredentials {
  const [, scheme, encoded = ''] = /^([A-Za-z]+)(?: +(.*))?$/.exec(header ?? '') ?? [];
  if (scheme === undefined) return { kind: header === undefined ? 'absent' : 'malformed' };
  // Any other scheme is no client authentication of ours, and must not pass for none.
  if (scheme.toLowerCase() !== 'basic') return { kind: 'malformed' };
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) return { kind: 'malformed' };
  const pair = Buffer.from(encoded, 'base64').toString('latin1');
  const colon = pair.indexOf(':');
  const clientId = decode(pair.slice(0, colon));
  const clientSecret = decode(pair.slice(colon + 1));
  if (colon === -1 || !clientId || clientSecret === undefined) return { kind: 'malformed' };
  // As in a body: U+0000 and its like are in no id of ours, and no database can be asked for them.
  if (!isText(clientId) || !isText(clientSecret)) return { kind: 'malformed' };
  return { kind: 'present', clientId, clientSecret };
}

import { isIP } from 'node:net';
import { type AddressRules, mayConnect } from '../outbound/address-rules.ts';

/** Ids of registered clients have no scheme, so the two kinds are never taken for each other (check RG-03). */
export function namesDocument(clientId: string): boolean {
  return clientId.startsWith('https://');
}

/**
 * Whether a client_id may be the address of a metadata document (draft-ietf-oauth-client-id-metadata-document section
 * 3): https with a path, and one spelling alone, so that no two ids are one client: no dot segments, user, query or
 * fragment. What its name leads to is judged when it is fetched.
 */
export function isDocumentUrl(clientId: string, rules: AddressRules): boolean {
  if (!namesDocument(clientId) || clientId.length > 512 || !URL.canParse(clientId)) return false;
  const url = new URL(clientId);
  if (url.href !== clientId || url.pathname === '/' || /[?#]/.test(clientId)) return false;
  if (url.username !== '' || url.password !== '') return false;
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
  if (isIP(host) !== 0) return mayConnect(host, 'https:', rules);
  return rules.privateAllowed || !(host === 'localhost' || host.endsWith('.localhost'));
}

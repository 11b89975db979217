export type RedirectUriFault =
  | 'empty'
  | 'malformed'
  | 'fragment'
  | 'user_info'
  | 'wildcard'
  | 'not_https'
  | 'scheme'
  | 'urn';

const outOfBand = 'urn:ietf:wg:oauth:2.0:oob';
const loopback = /^http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost)(?::[0-9]{1,5})?(?:[/?]|$)/;

/**
 * Why a redirect URI will be refused, told before it is sent, in the reader's language. The server decides by rules of
 * its own; where this lets something through, its answer says what is wrong.
 */
export function redirectUriFault(uri: string): RedirectUriFault | undefined {
  if (uri.trim() === '') return 'empty';
  if (uri === outOfBand) return undefined;
  if (!/^[\x21-\x7e]+$/.test(uri) || !URL.canParse(uri)) return 'malformed';
  if (uri.includes('#')) return 'fragment';
  if (uri.includes('*')) return 'wildcard';
  const { protocol, username, password } = new URL(uri);
  if (protocol === 'urn:') return 'urn';
  if (username !== '' || password !== '') return 'user_info';
  if (protocol === 'https:') return undefined;
  if (protocol === 'http:') return loopback.test(uri) ? undefined : 'not_https';
  return protocol.includes('.') ? undefined : 'scheme';
}

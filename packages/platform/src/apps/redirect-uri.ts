/** The out-of-band "address": after Allow the code is shown on a page of ours, to be copied. */
export const outOfBand = 'urn:ietf:wg:oauth:2.0:oob';

export type RedirectUriFault =
  | 'malformed'
  | 'fragment'
  | 'user_info'
  | 'wildcard'
  | 'not_https'
  | 'scheme_without_dot'
  | 'urn';

/** Only what can stand in a Location header and in a policy as it is: printable ASCII without quotes or `\`. */
const printable = /^[A-Za-z][A-Za-z0-9+.-]*:[!#-&(-;=?-[\]_a-z~]+$/;
const loopback = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost))(?::([0-9]{1,5}))?((?:\/[^#]*|\?[^#]*)?)$/;

/**
 * Why a URI may not be registered, or undefined (RFC 6749 section 3.1.2, RFC 8252 sections 7 and 8.3, RFC 9700
 * section 2.6). What is registered is later compared and sent as it is written here, so it must be unambiguous.
 */
export function redirectUriFault(uri: string): RedirectUriFault | undefined {
  if (uri === outOfBand) return undefined;
  if (!printable.test(uri) || uri.length > 2_000 || !URL.canParse(uri)) return 'malformed';
  if (uri.includes('#')) return 'fragment';
  if (uri.includes('*')) return 'wildcard';
  const { protocol, hostname, username, password } = new URL(uri);
  if (protocol === 'urn:') return 'urn';
  if (protocol === 'https:' || protocol === 'http:') {
    if (!/^https?:\/\/[^/?]/i.test(uri) || hostname === '') return 'malformed';
    if (username !== '' || password !== '' || /^[^/]*\/\/[^/?]*@/.test(uri)) return 'user_info';
    if (protocol === 'https:') return undefined;
    // Plain HTTP never leaves the machine: anything else would show the code to the network.
    return loopback.test(uri) ? undefined : 'not_https';
  }
  // An app's own scheme is a reversed domain name (RFC 8252 section 7.1); this also keeps out `javascript:`,
  // `data:`, `file:`, `blob:` and every other scheme a browser would act upon itself.
  return protocol.includes('.') ? undefined : 'scheme_without_dot';
}

/**
 * Whether a request may use this URI, given a registered one: the same text, byte for byte, with nothing
 * normalised (RFC 9700 section 4.1.3). Only the port of a loopback address may differ, because an app cannot know
 * which port will be free (RFC 8252 section 7.3); `localhost` and `127.0.0.1` stay different hosts.
 */
export function redirectUriMatches(registered: string, presented: string): boolean {
  if (registered === presented) return true;
  const ours = loopback.exec(registered);
  const theirs = loopback.exec(presented);
  if (ours === null || theirs === null) return false;
  const [, ourHost, , ourRest] = ours;
  const [, theirHost, theirPort, theirRest] = theirs;
  return ourHost === theirHost && ourRest === theirRest && isPort(theirPort);
}

function isPort(text: string | undefined): boolean {
  return text === undefined || (/^[1-9]/.test(text) && Number(text) <= 65_535);
}

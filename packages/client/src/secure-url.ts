const LOOPBACK = /^(localhost|127(\.[0-9]{1,3}){3}|\[::1\])$/;

/**
 * The URL, if credentials may be sent there: https anywhere, http on the own machine only (RFC 6749 §3.2,
 * RFC 8252 §8.3). Throws a TypeError otherwise.
 */
export function secureUrl(text: string): URL {
  const url = new URL(text);
  if (url.protocol === 'https:') return url;
  if (url.protocol === 'http:' && LOOPBACK.test(url.hostname)) return url;
  throw new TypeError(`Refusing to send credentials to ${url.origin}: it is neither https nor this machine.`);
}

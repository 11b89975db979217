import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/** Headers of which two would leave it open who is meant. Node keeps the first and hides the second. */
const single = new Set(['host', 'authorization', 'content-type', 'content-length', 'dpop']);

/** The status with which a request is refused before anything looks at it, or undefined. */
export function refusalOf(request: IncomingMessage): 400 | 415 | undefined {
  if (isAmbiguous(request)) return 400;
  return isEncoded(request) ? 415 : undefined;
}

const condemned = new WeakSet<Socket>();

/**
 * Whether it is in doubt who or what is meant: a header twice that must be single, or no host in HTTP/1.1
 * (RFC 9112 §3.2). The connection is lost with it: what was sent behind such a request is not run either.
 */
function isAmbiguous(request: IncomingMessage): boolean {
  if (condemned.has(request.socket)) return true;
  const ambiguous = hasRepeatedHeader(request.rawHeaders) || lacksHost(request);
  if (ambiguous) condemned.add(request.socket);
  return ambiguous;
}

function hasRepeatedHeader(rawHeaders: readonly string[]): boolean {
  const seen = new Set<string>();
  for (let place = 0; place < rawHeaders.length; place += 2) {
    const name = rawHeaders[place]?.toLowerCase() ?? '';
    if (!single.has(name)) continue;
    if (seen.has(name)) return true;
    seen.add(name);
  }
  return false;
}

function lacksHost(request: IncomingMessage): boolean {
  return request.headers.host === undefined && request.httpVersion === '1.1';
}

/**
 * Whether the body is packed. We unpack nothing, so no small body can become a big one, and packed bytes
 * never pass for the file or form they hold (RFC 9110 §8.4, §15.5.16).
 */
function isEncoded(request: IncomingMessage): boolean {
  const encoding = request.headers['content-encoding'];
  return encoding !== undefined && encoding.toLowerCase() !== 'identity';
}

/**
 * What proxies use to tell a server who and where it is. Our address is a setting (RFC 9700 §4.13), so
 * these are taken off before any code can believe them. X-Forwarded-For stays: it is read under guard.
 */
const claims = [
  'forwarded',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-forwarded-prefix',
  'x-original-url',
  'x-rewrite-url',
  'x-forwarded-client-cert',
  'x-client-cert',
  'x-ssl-client-cert',
] as const;

export function dropForwardedClaims(request: IncomingMessage): void {
  for (const claim of claims) delete request.headers[claim];
}

import type { IncomingMessage } from 'node:http';

/** Headers of which two would leave it open who is meant. Node keeps the first and hides the second. */
const single = new Set(['host', 'authorization', 'content-type', 'content-length', 'dpop']);

/** Names a header that is there twice and must not be (RFC 9112 §3.2 for Host), or undefined. */
export function repeatedHeader(request: IncomingMessage): string | undefined {
  const seen = new Set<string>();
  for (let place = 0; place < request.rawHeaders.length; place += 2) {
    const name = request.rawHeaders[place]?.toLowerCase() ?? '';
    if (!single.has(name)) continue;
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return undefined;
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

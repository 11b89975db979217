import type { IncomingHttpHeaders } from 'node:http';
import type { KeyRing } from './key-ring.ts';
import { keyedHash, verifyKeyedHash } from './keyed-hash.ts';

const purpose = 'csrf';

/** The token a page of this session carries in its forms, or its script in `X-CSRF-Token`. */
export function csrfToken(ring: KeyRing, sessionId: string): string {
  return keyedHash(ring, purpose, sessionId);
}

/** Whether the token was made for this session; compared in constant time. */
export function verifyCsrfToken(ring: KeyRing, sessionId: string, token: unknown): boolean {
  return typeof token === 'string' && verifyKeyedHash(ring, purpose, sessionId, token);
}

/** Why a request that changes something may come from a foreign page. */
export type CrossSiteReason = 'cross_site' | 'foreign_origin' | 'unknown_origin';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Judges where a request with cookies comes from; undefined when it is ours or changes nothing.
 *
 * `Sec-Fetch-Site` is asked first, since a page with `Referrer-Policy: no-referrer`, as all of ours, sends
 * `Origin: null` even to itself (Fetch §3.1). Every browser sends one of the two; what sends neither is
 * refused. A same-site page is foreign too: a sibling domain is not us.
 */
export function crossSiteReason(
  request: { readonly method: string; readonly headers: IncomingHttpHeaders },
  publicUrl: URL,
): CrossSiteReason | undefined {
  if (safeMethods.has(request.method)) return undefined;
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  if (origin !== undefined && origin !== 'null' && origin !== publicUrl.origin) return 'foreign_origin';
  if (site !== undefined) return site === 'same-origin' || site === 'none' ? undefined : 'cross_site';
  return origin === publicUrl.origin ? undefined : 'unknown_origin';
}

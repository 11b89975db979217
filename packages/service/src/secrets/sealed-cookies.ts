import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import type { KeyRing } from './key-ring.ts';
import { open, type SealContext, seal } from './seal.ts';

export type CookieName = `__Host-${string}`;

/** Cookies only we can write or read. */
export interface SealedCookies {
  /** The `Set-Cookie` value that keeps `value` in the browser for this long. */
  seal(name: CookieName, value: string, maxAgeSeconds: number): string;
  /** The value under this name in a `Cookie` header; undefined if absent, expired, tampered with or set twice. */
  read(name: CookieName, cookieHeader: string | undefined): string | undefined;
  /** The `Set-Cookie` value that removes it. */
  clear(name: CookieName): string;
}

/**
 * `__Host-` binds the cookie to this very host: no sibling domain can plant one (RFC 6265bis §4.1.3.2).
 * Lax, since the way back from an app must arrive signed in. The name is sealed in, so one cookie cannot
 * stand in for another; so is the expiry, since Max-Age is only a wish to the browser.
 */
export function sealedCookies(ring: KeyRing, clock: Clock, random: Random): SealedCookies {
  return {
    seal(name, value, maxAgeSeconds) {
      const expiresAt = clock.now() + maxAgeSeconds * 1000;
      const sealed = seal(ring, random, contextOf(name), Buffer.from(JSON.stringify([expiresAt, value])));
      return setCookie(name, sealed, maxAgeSeconds);
    },
    read(name, cookieHeader) {
      const [sealed, ...others] = valuesOf(name, cookieHeader ?? '');
      if (sealed === undefined || others.length > 0) return undefined;
      const opened = open(ring, contextOf(name), sealed);
      if (opened === undefined) return undefined;
      const [expiresAt, value] = JSON.parse(Buffer.from(opened).toString()) as [number, string];
      return clock.now() < expiresAt ? value : undefined;
    },
    clear: (name) => setCookie(name, '', 0),
  };
}

function contextOf(name: CookieName): SealContext {
  return { purpose: 'cookie', associatedData: [name] };
}

function setCookie(name: CookieName, value: string, maxAgeSeconds: number): string {
  return `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; Secure; SameSite=Lax`;
}

function valuesOf(name: CookieName, header: string): string[] {
  return header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}

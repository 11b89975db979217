import type { Random } from '../surroundings.ts';
import { base64url } from './base64url.ts';

/** A fresh verifier: 256 random bits as 43 characters (RFC 7636 §4.1). */
export function createVerifier(random: Random): string {
  return base64url(random.bytes(32));
}

/** The S256 challenge of a verifier (RFC 7636 §4.2). */
export async function challengeOf(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return base64url(new Uint8Array(digest));
}

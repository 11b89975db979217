import { createHash, timingSafeEqual } from 'node:crypto';

/** A SHA-256 digest in base64url without padding; the last character carries four bits (RFC 7636 section 4.2). */
const challengePattern = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

export function isChallenge(text: string): boolean {
  return challengePattern.test(text);
}

/** The challenge that this verifier answers (RFC 7636 section 4.2, S256). */
export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

/**
 * Whether a request proves that it comes from who asked for the code (RFC 7636 section 4.6): digests are compared,
 * in constant time. A verifier for a code without a challenge is an attack that takes PKCE out of the first
 * request (RFC 9700 section 4.8.2).
 */
export function proofFault(
  challenge: string | null,
  verifier: string | undefined,
): 'verifier_missing' | 'verifier_wrong' | 'verifier_unasked' | undefined {
  if (challenge === null) return verifier === undefined ? undefined : 'verifier_unasked';
  if (verifier === undefined) return 'verifier_missing';
  const expected = Buffer.from(challenge, 'base64url');
  const presented = createHash('sha256').update(verifier).digest();
  const equal = expected.length === presented.length && timingSafeEqual(expected, presented);
  return equal ? undefined : 'verifier_wrong';
}

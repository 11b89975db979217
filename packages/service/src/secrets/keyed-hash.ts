import { createHmac, timingSafeEqual } from 'node:crypto';
import type { KeyRing } from './key-ring.ts';

/**
 * How a secret of ours rests in a table: `<key id>.<HMAC-SHA-256 in base64url>`. For random secrets only;
 * what a person can remember needs a slow hash.
 */
export function keyedHash(ring: KeyRing, purpose: string, value: string): string {
  return hashUnder(ring, ring.currentId, purpose, value);
}

/** The hash under every key of the ring, newest first: to find a row by a value hashed before a rotation. */
export function keyedHashes(ring: KeyRing, purpose: string, value: string): readonly string[] {
  return ring.ids().map((keyId) => hashUnder(ring, keyId, purpose, value));
}

/** Whether the hash is of this value, compared in constant time, under the key the hash names. */
export function verifyKeyedHash(ring: KeyRing, purpose: string, value: string, hash: string): boolean {
  const keyId = hash.slice(0, hash.indexOf('.'));
  if (!ring.ids().includes(keyId)) return false;
  return isSame(Buffer.from(hashUnder(ring, keyId, purpose, value)), Buffer.from(hash));
}

/**
 * Whether one of the hashes is of this value. It is hashed once under every key and compared with every hash, so the
 * work tells neither which one is right nor under which key it was made.
 */
export function verifyKeyedHashes(
  ring: KeyRing,
  purpose: string,
  value: string,
  hashes: readonly string[],
): boolean {
  const expected = keyedHashes(ring, purpose, value).map((hash) => Buffer.from(hash));
  let verified = false;
  for (const hash of hashes) {
    const received = Buffer.from(hash);
    // No short circuit: every comparison is made.
    for (const one of expected) verified = isSame(one, received) || verified;
  }
  return verified;
}

function isSame(expected: Buffer, received: Buffer): boolean {
  return received.length === expected.length && timingSafeEqual(received, expected);
}

function hashUnder(ring: KeyRing, keyId: string, purpose: string, value: string): string {
  const key = ring.derive(`hash ${purpose}`, keyId);
  return `${keyId}.${createHmac('sha256', key).update(value).digest('base64url')}`;
}

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
  const expected = Buffer.from(hashUnder(ring, keyId, purpose, value));
  const received = Buffer.from(hash);
  return received.length === expected.length && timingSafeEqual(received, expected);
}

function hashUnder(ring: KeyRing, keyId: string, purpose: string, value: string): string {
  const key = ring.derive(`hash ${purpose}`, keyId);
  return `${keyId}.${createHmac('sha256', key).update(value).digest('base64url')}`;
}

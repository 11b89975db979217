import { createHmac, timingSafeEqual } from 'node:crypto';
import type { KeyRing } from '@gatehouse/service';

const purpose = 'dpop-nonce';
/** A nonce is given out for so long, and taken for twice as long. */
const slot = 150_000;

/**
 * The nonce of this moment (RFC 9449 section 8): the same on every node, and nothing is stored. It is no secret; what
 * it proves is that a proof was not made long before it was used.
 */
export function currentNonce(keys: KeyRing, now: number): string {
  return nonceOf(keys, keys.currentId, Math.floor(now / slot));
}

/** Whether we gave it out a moment ago; another node's clock may be a little ahead. */
export function isRecentNonce(keys: KeyRing, presented: string, now: number): boolean {
  const current = Math.floor(now / slot);
  const received = Buffer.from(presented);
  return [current, current - 1, current + 1].some((number) =>
    keys.ids().some((keyId) => {
      const expected = Buffer.from(nonceOf(keys, keyId, number));
      return received.length === expected.length && timingSafeEqual(received, expected);
    }),
  );
}

function nonceOf(keys: KeyRing, keyId: string, number: number): string {
  const tag = createHmac('sha256', keys.derive(purpose, keyId)).update(String(number)).digest();
  return tag.subarray(0, 18).toString('base64url');
}

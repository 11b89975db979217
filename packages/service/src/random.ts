import { randomFillSync } from 'node:crypto';

/** Randomness is passed in, so that a test can replay a run. */
export interface Random {
  /** `length` bytes fit for keys and tokens. */
  bytes(length: number): Uint8Array;
}

export const systemRandom: Random = pooled(4096);

/**
 * The system's generator, asked for many bytes at once: a call costs it two microseconds, whatever the length. What
 * was given is wiped from the pool, so no later fault can give it twice or away.
 */
function pooled(size: number): Random {
  const pool = new Uint8Array(size);
  let given = size;
  return {
    bytes(length) {
      if (length > size) return randomFillSync(new Uint8Array(length));
      if (given + length > size) {
        randomFillSync(pool);
        given = 0;
      }
      const bytes = pool.slice(given, given + length);
      pool.fill(0, given, given + length);
      given += length;
      return bytes;
    },
  };
}

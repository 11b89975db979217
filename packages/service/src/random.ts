import { randomBytes } from 'node:crypto';

/** Randomness is passed in, so that a test can replay a run. */
export interface Random {
  /** `length` bytes fit for keys and tokens. */
  bytes(length: number): Uint8Array;
}

export const systemRandom: Random = { bytes: (length) => randomBytes(length) };

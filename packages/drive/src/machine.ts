import { randomBytes } from 'node:crypto';
import type { Surroundings } from './ports/surroundings.ts';

/** Time and chance of this machine. */
export const machine: Surroundings = {
  now: () => Date.now(),
  randomId: () => randomBytes(16).toString('hex'),
};

let phase = 0;

/**
 * A length between half and all of `longest`, another at each call, so that what collided once does not meet again
 * in step. The spread needs no randomness, only that neighbours differ: steps of the golden ratio fill the interval
 * evenly.
 */
export function spread(longest: number): number {
  phase = (phase + 0.618033988749895) % 1;
  return longest * (0.5 + phase / 2);
}

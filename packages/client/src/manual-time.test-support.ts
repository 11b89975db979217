import type { Surroundings } from './surroundings.ts';

/** Time that passes only by sleeping, or when the test says so. */
export function manualTime(start = Date.UTC(2026, 0, 31, 12)) {
  const slept: number[] = [];
  let now = start;
  const time = {
    clock: { now: () => now },
    sleep: async (ms: number) => {
      slept.push(ms);
      now += ms;
    },
  } satisfies Partial<Surroundings>;
  return {
    ...time,
    /** Every sleep so far, in milliseconds. */
    slept,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

/** Time is passed in, so that expiry can be tested and no rule depends on a hidden clock. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** Milliseconds since some moment, which no setting of the clock changes: for how long something took. */
export const systemTicks = (): number => performance.now();

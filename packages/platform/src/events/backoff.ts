const first = 1_000;
const longest = 3_600_000;

/** How long an event is tried; then it is discarded, and can be sent again by hand. */
export const patience = 12 * 3_600_000;

/** Milliseconds to wait after so many failures in a row: 1 s, then twice as long each time, up to an hour. */
export function pauseAfter(failures: number): number {
  return Math.min(first * 2 ** Math.min(failures - 1, 20), longest);
}

/** When to try again, or undefined where it is time to give up. The last attempt is made as patience ends. */
export function nextAttempt(failures: number, queuedAt: number, now: number): number | undefined {
  const end = queuedAt + patience;
  return now >= end ? undefined : Math.min(now + pauseAfter(failures), end);
}

/** Longer than an attempt takes: a claim that is older belongs to a node that died. */
export const lease = 30_000;

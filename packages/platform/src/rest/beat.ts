import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds: many times what nearly all such calls take, and less than anybody notices. */
export const beat = 25;

/** When a call that came at one time, and is done by another, is answered: after a whole number of beats. */
export function beatAfter(came: number, done: number): number {
  return came + Math.max(1, Math.ceil((done - came) / beat)) * beat;
}

/** Waits for it. A timer goes by the time at which its turn of the loop began, so it may go off too early. */
export async function nextBeat(came: number): Promise<void> {
  const due = beatAfter(came, performance.now());
  for (let left = due - performance.now(); left > 0; left = due - performance.now()) await sleep(left);
}

import { setTimeout as sleep } from 'node:timers/promises';
import { causes } from '../errors.ts';

const ATTEMPTS = 40;
const FIRST_PAUSE = 2;
const LONGEST_PAUSE = 150;

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK_DETECTED = '40P01';
const UNIQUE_VIOLATION = '23505';

/** What one attempt came to. `failure` is the first error the server reported, whatever the unit made of it. */
export type Attempt<Result> =
  | { readonly committed: true; readonly result: Result }
  | { readonly committed: false; readonly error: unknown; readonly failure: unknown };

/**
 * Repeats a unit that PostgreSQL rolled back because it collided with another.
 *
 * A unique violation is tried once more: of two units that look for a row and insert it if there is none, the server
 * may tell the later one of the duplicate key before it tells it of the collision (section 13.2.3). Tried again, that
 * unit finds the row. A violation that is the unit's own fault simply comes back.
 */
export async function retryCollisions<Result>(attempt: () => Promise<Attempt<Result>>): Promise<Result> {
  let duplicates = 0;
  for (let count = 1; ; count += 1) {
    const outcome = await attempt();
    if (outcome.committed) return outcome.result;
    const code = codeOf(outcome.failure);
    if (code === UNIQUE_VIOLATION) duplicates += 1;
    const collided =
      code === SERIALIZATION_FAILURE ||
      code === DEADLOCK_DETECTED ||
      (code === UNIQUE_VIOLATION && duplicates === 1);
    if (!collided || count === ATTEMPTS) throw outcome.error;
    await sleep(pauseAfter(count));
  }
}

function codeOf(error: unknown): string | undefined {
  return causes(error).find(({ code }) => code !== undefined)?.code;
}

let phase = 0;

/**
 * Doubling pauses, each between half and all of its length. The spread needs no randomness, only that neighbours
 * differ: steps of the golden ratio fill the interval as evenly as any sequence can.
 */
function pauseAfter(attempt: number): number {
  const longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (attempt - 1));
  phase = (phase + 0.618033988749895) % 1;
  return longest * (0.5 + phase / 2);
}

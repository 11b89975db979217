import { setTimeout as after } from 'node:timers/promises';
import type { Control, Outcome } from '../control/control.ts';

/** At rest a look costs one call of the 3,600 an hour that the API grants. */
const pause = 10_000;
const longestPause = 300_000;

export interface Keeping {
  readonly now: () => number;
  /** Aborted when the person or the machine wants the daemon to end. */
  readonly ended: AbortSignal;
  /** Told what every look came to. */
  tell(news: Outcome): void;
  failed(error: unknown): void;
}

/**
 * Looks at both sides again and again. Whatever is wrong, it is the person's to mend and may be mended at any time: a
 * sign-in, a server, a disk. So it waits, longer each time, and nothing ends it but being asked to.
 */
export async function keep(control: Pick<Control, 'sync' | 'activity'>, keeping: Keeping): Promise<void> {
  let wait = pause;
  while (!keeping.ended.aborted) {
    let isWell = false;
    try {
      const outcome = await control.sync({});
      isWell = outcome.state === 'in-step' && outcome.problems.length === 0;
      keeping.tell(outcome);
    } catch (error) {
      keeping.failed(error);
    }
    wait = isWell ? pause : Math.min(longestPause, wait * 2);
    const { limitedUntil = 0 } = await control.activity();
    const rest = Math.max(wait, limitedUntil - keeping.now());
    await after(rest, undefined, { signal: keeping.ended }).catch(() => undefined);
  }
}

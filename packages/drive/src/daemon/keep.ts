import type { Control, Outcome } from '../control/control.ts';
import type { Hearing } from '../hints/hearing.ts';

const longestPause = 300_000;

export interface Keeping {
  readonly now: () => number;
  /** Between two looks where nobody says that there is something to see. Milliseconds. */
  readonly pause: number;
  readonly hearing: Hearing;
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
  const { pause, hearing, ended, now } = keeping;
  let wait = pause;
  while (!ended.aborted) {
    let isWell = false;
    try {
      const outcome = await control.sync({});
      isWell = outcome.state === 'in-step' && outcome.problems.length === 0;
      keeping.tell(outcome);
    } catch (error) {
      keeping.failed(error);
    }
    wait = isWell ? pause : Math.max(pause, Math.min(longestPause, wait * 2));
    const { limitedUntil = 0 } = await control.activity();
    const least = Math.max(0, limitedUntil - now());
    await hearing.rest(least, Math.max(wait, least), ended);
  }
}

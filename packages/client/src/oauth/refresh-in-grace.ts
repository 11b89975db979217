import type { Surroundings } from '../surroundings.ts';
import { AnswerLost } from './oauth-errors.ts';

/** Pauses before the second and the third attempt, in milliseconds. */
const PAUSES = [100, 400] as const;

/**
 * Sends a refresh, again if its answer got lost. The server repeats the same answer to the same token for a short
 * grace; beyond it the token counts as stolen and the whole family dies, so no attempt starts later than that.
 */
export async function refreshInGrace<Answer>(
  send: () => Promise<Answer>,
  graceMs: number,
  { clock, sleep }: Pick<Surroundings, 'clock' | 'sleep'>,
): Promise<Answer> {
  const firstSent = clock.now();
  for (const pause of PAUSES) {
    try {
      return await send();
    } catch (error) {
      const tooLate = clock.now() + pause - firstSent >= graceMs;
      if (!(error instanceof AnswerLost) || tooLate) throw error;
      await sleep(pause);
    }
  }
  return send();
}

import type { Clock } from '@gatehouse/service';

const most = 10;
const window = 600_000;

/** How often a person may try a code: ten times in ten minutes, against 2^34 codes. */
export function guessLimit(clock: Clock): { mayGuess(personId: string): boolean } {
  const tries = new Map<string, readonly number[]>();
  return {
    mayGuess(personId) {
      const since = clock.now() - window;
      for (const [id, times] of tries) if ((times.at(-1) ?? 0) <= since) tries.delete(id);
      const recent = (tries.get(personId) ?? []).filter((time) => time > since);
      if (recent.length >= most) return false;
      tries.set(personId, [...recent, clock.now()]);
      return true;
    },
  };
}

import type { Clock } from '@gatehouse/service';

export interface AttemptLimit {
  /** Counts one more attempt of somebody; where there were too many, says how many seconds to wait and counts nothing. */
  wait(name: string): number | undefined;
}

interface Rule {
  /** Attempts in a window of so many milliseconds. */
  readonly most: number;
  readonly window: number;
}

/** Names remembered at once; beyond it whoever was quiet for longest is forgotten. */
const mostNames = 10_000;

/** How often somebody may try something; a bounded memory of one node. */
export function attemptLimit(clock: Clock, { most, window }: Rule): AttemptLimit {
  const tries = new Map<string, { count: number; until: number }>();
  return {
    wait(name) {
      const now = clock.now();
      const known = tries.get(name);
      const entry = known !== undefined && known.until > now ? known : { count: 0, until: now + window };
      if (entry.count >= most) return Math.ceil((entry.until - now) / 1000);
      entry.count += 1;
      tries.delete(name);
      tries.set(name, entry);
      const [oldest] = tries.keys();
      if (tries.size > mostNames && oldest !== undefined) tries.delete(oldest);
      return undefined;
    },
  };
}

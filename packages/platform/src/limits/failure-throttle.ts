import { type Clock, networkOf } from '@gatehouse/service';

const window = 60_000;
const most = 10_000;

/** Counts failures by name in a minute's window; a bounded memory of one node. */
export interface FailureThrottle {
  /** Counts one more failure, and says how many seconds to wait where there were too many. */
  fail(name: string, allowed: number): number | undefined;
  /** The same by the network of this address, for all that comes from there or for what `name` names. */
  failFrom(address: string, allowed: number, name?: string): number | undefined;
}

export function failureThrottle(clock: Clock): FailureThrottle {
  const counts = new Map<string, { count: number; until: number }>();
  function fail(name: string, allowed: number): number | undefined {
    const now = clock.now();
    const known = counts.get(name);
    const entry = known !== undefined && known.until > now ? known : { count: 0, until: now + window };
    entry.count += 1;
    // Put last, so that the first entry is the one that was quiet for longest.
    counts.delete(name);
    counts.set(name, entry);
    const [oldest] = counts.keys();
    if (counts.size > most && oldest !== undefined) counts.delete(oldest);
    return entry.count > allowed ? Math.ceil((entry.until - now) / 1000) : undefined;
  }
  return {
    fail,
    failFrom(address, allowed, name) {
      const network = `from ${networkOf(address)}`;
      return fail(name === undefined ? network : `${network} ${name}`, allowed);
    },
  };
}

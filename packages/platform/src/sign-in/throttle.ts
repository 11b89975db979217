import { type Clock, networkOf } from '@gatehouse/service';

/** Failures that cost nothing, then a wait that doubles with each one, up to the cap. Milliseconds. */
interface Rule {
  readonly free: number;
  readonly first: number;
  readonly cap: number;
}

const perAccount: Rule = { free: 5, first: 1_000, cap: 15 * 60_000 };
/** Wide, since whole offices share an address. */
const perAddress: Rule = { free: 50, first: 1_000, cap: 60_000 };
/** From everywhere together, known browsers apart: wider, and a shorter wait, since it delays the owner too. */
const perAccountEverywhere: Rule = { free: 100, first: 1_000, cap: 30_000 };
const forgottenAfter = 60 * 60_000;
const mostKeys = 50_000;

/** Who tries to sign in to what, as far as the throttle cares. */
export interface Attempt {
  readonly email: string;
  readonly address: string;
  /** A browser in which this very person has signed in before. */
  readonly knownDevice: string | undefined;
}

export type Admission =
  | { readonly admitted: false; readonly retryAfter: number }
  | { readonly admitted: true; settle(end: 'succeeded' | 'failed' | 'not_tried'): void };

export interface Throttle {
  admit(attempt: Attempt): Admission;
}

interface Memory {
  failures: number;
  blockedUntil: number;
  lastAt: number;
}

/**
 * Slows down guessing without locking anybody out (check UI-17). Failures count against an account *as seen from
 * one address*, so an attacker elsewhere delays only himself; a browser that has signed this person in before has
 * a count of its own, so even an attacker behind the same address cannot keep the person out of it.
 *
 * An attempt counts as failed from the moment it is admitted: a hundred at once are not a hundred free ones.
 */
export function createThrottle(clock: Clock): Throttle {
  const memories = new Map<string, Memory>();

  function recall(key: string): Memory {
    const now = clock.now();
    const known = memories.get(key);
    return known !== undefined && now - known.lastAt < forgottenAfter
      ? known
      : { failures: 0, blockedUntil: 0, lastAt: now };
  }

  /** Of an attempt that is let in only: else whoever is refused could push out every other memory. */
  function keep(key: string, memory: Memory): void {
    // Moved to the end: when there are too many, those that were quiet longest are forgotten.
    memories.delete(key);
    memories.set(key, memory);
    for (const oldest of memories.keys()) {
      if (memories.size <= mostKeys) break;
      memories.delete(oldest);
    }
  }

  return {
    admit(attempt) {
      const now = clock.now();
      const counts = countsOf(attempt).map(({ key, rule }) => ({ key, rule, memory: recall(key) }));
      const blockedUntil = Math.max(...counts.map(({ memory }) => memory.blockedUntil));
      if (blockedUntil > now) return { admitted: false, retryAfter: Math.ceil((blockedUntil - now) / 1000) };
      for (const { key, rule, memory } of counts) {
        keep(key, memory);
        count(memory, rule, now);
      }
      return {
        admitted: true,
        settle(end) {
          if (end === 'failed') return;
          for (const { memory, rule } of counts) takeBack(memory, rule);
          const [account] = counts;
          if (end === 'succeeded' && account !== undefined) memories.delete(account.key);
        },
      };
    },
  };
}

function countsOf({ email, address, knownDevice }: Attempt): { key: string; rule: Rule }[] {
  if (knownDevice !== undefined) return [{ key: `device ${knownDevice} ${email}`, rule: perAccount }];
  const network = networkOf(address);
  return [
    { key: `account ${network} ${email}`, rule: perAccount },
    { key: `address ${network}`, rule: perAddress },
    ...(email === '' ? [] : [{ key: `everywhere ${email}`, rule: perAccountEverywhere }]),
  ];
}

function count(memory: Memory, rule: Rule, now: number): void {
  memory.failures += 1;
  memory.lastAt = now;
  const beyond = memory.failures - rule.free;
  // 2^30 is far above every cap, and keeps the sum finite.
  if (beyond > 0) memory.blockedUntil = now + Math.min(rule.cap, rule.first * 2 ** Math.min(beyond - 1, 30));
}

/** Takes one attempt back, so that one's own successes never make room for more failures. */
function takeBack(memory: Memory, rule: Rule): void {
  memory.failures = Math.max(0, memory.failures - 1);
  if (memory.failures <= rule.free) memory.blockedUntil = 0;
}

import type { Clock } from '@gatehouse/service';
import type { Allowance, RateLimits } from './rate-limits.ts';

export interface LimitSettings {
  /** Calls in 60 minutes. */
  readonly hourly: number;
  /** Calls in 10 seconds. */
  readonly spike: number;
  /** Clients remembered at once. */
  readonly mostClients?: number;
}

const hour = 3_600_000;
const spell = 10_000;

interface Window {
  startedAt: number;
  used: number;
}

interface Counted {
  readonly hourly: Window;
  readonly spike: Window;
}

/**
 * Two windows per client, counted on this node. Memory is bounded by `mostClients`: beyond it the client that has
 * called least recently is forgotten, which can only give it calls back.
 */
export function memoryLimits(clock: Clock, settings: LimitSettings): RateLimits {
  const { hourly, spike, mostClients = 100_000 } = settings;
  // A Map keeps its keys in the order they were put in: the first is the one unused for longest.
  const clients = new Map<string, Counted>();

  function countedOf(clientId: string, now: number): Counted {
    const known = clients.get(clientId);
    const counted = known ?? { hourly: { startedAt: now, used: 0 }, spike: { startedAt: now, used: 0 } };
    renew(counted.hourly, hour, now);
    renew(counted.spike, spell, now);
    if (known !== undefined) clients.delete(clientId);
    clients.set(clientId, counted);
    const [oldest] = clients.keys();
    if (clients.size > mostClients && oldest !== undefined) clients.delete(oldest);
    return counted;
  }

  const isLeft = (counted: Counted) => counted.hourly.used < hourly && counted.spike.used < spike;
  return {
    hasRoom: async (clientId) => isLeft(countedOf(clientId, clock.now())),
    async take(clientId) {
      const now = clock.now();
      const counted = countedOf(clientId, now);
      const allowed = isLeft(counted);
      if (allowed) {
        counted.hourly.used += 1;
        counted.spike.used += 1;
      }
      const windows = [
        allowance(counted.spike, spell, spike, allowed, now),
        allowance(counted.hourly, hour, hourly, allowed, now),
      ] as const;
      return closerToExhaustion(...windows);
    },
  };
}

function renew(window: Window, length: number, now: number): void {
  // A clock that was set back must not lock a client out for as long.
  if (now - window.startedAt < length && now >= window.startedAt) return;
  window.startedAt = now;
  window.used = 0;
}

function allowance(window: Window, length: number, limit: number, allowed: boolean, now: number): Allowance {
  const endsAt = window.startedAt + length;
  return {
    allowed,
    limit,
    remaining: limit - window.used,
    resetAt: Math.ceil(endsAt / 1000),
    retryAfter: Math.max(1, Math.ceil((endsAt - now) / 1000)),
  };
}

/** Of two exhausted windows the longer wait is the true one. */
function closerToExhaustion(spike: Allowance, hourly: Allowance): Allowance {
  if (hourly.remaining === spike.remaining) return hourly.remaining === 0 ? hourly : spike;
  return hourly.remaining < spike.remaining ? hourly : spike;
}

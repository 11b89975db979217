import type { Allowance } from './rate-limits.ts';

/** On every API reply: the window that is closer to exhaustion; with Retry-After once it is exhausted. */
export function limitHeaders(allowance: Allowance): Record<string, string> {
  return {
    'x-rate-limit-limit': String(allowance.limit),
    'x-rate-limit-remaining': String(allowance.remaining),
    'x-rate-limit-reset': String(allowance.resetAt),
    ...(allowance.allowed ? {} : { 'retry-after': String(allowance.retryAfter) }),
  };
}

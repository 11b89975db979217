/** What an app has left, in the window that will run out first. */
export interface Allowance {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Unix time in seconds at which the window begins anew. */
  readonly resetAt: number;
  /** Seconds until then, at least 1: for Retry-After. */
  readonly retryAfter: number;
}

/** Counts the calls of each app. Behind this, one node counts in memory; several need a shared counter. */
export interface RateLimits {
  /** Takes one call from the client's allowance; a refused call takes nothing. */
  take(clientId: string): Promise<Allowance>;
  /** Whether a call would be let through now; takes nothing. */
  hasRoom(clientId: string): Promise<boolean>;
}

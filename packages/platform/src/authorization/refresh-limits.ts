import type { Client } from '../apps/client-store.ts';
import type { House } from '../house.ts';
import type { Family } from './family-store.ts';

/**
 * Why a chain has come to its end by itself: its token lay unused for too long, or it began too long ago. Both limits
 * are off unless the deployment or the app sets them; of two the shorter holds.
 */
export function limitReached(
  { settings }: Pick<House, 'settings'>,
  client: Pick<Client, 'refreshIdleLimit' | 'refreshAbsoluteLimit'>,
  family: Pick<Family, 'rotatedAt' | 'createdAt'>,
  now: number,
): 'idle_limit' | 'absolute_limit' | undefined {
  const idle = shorter(settings.refreshIdleLimit, client.refreshIdleLimit);
  if (now - family.rotatedAt >= idle) return 'idle_limit';
  return now - family.createdAt >= absoluteLimit({ settings }, client) ? 'absolute_limit' : undefined;
}

/** How long an authorization lasts, and all its tokens with it; without a limit for ever. */
export function absoluteLimit(
  { settings }: Pick<House, 'settings'>,
  client: Pick<Client, 'refreshAbsoluteLimit'>,
): number {
  return shorter(settings.refreshAbsoluteLimit, client.refreshAbsoluteLimit);
}

function shorter(deployed: number, own: number | null): number {
  const unlimited = Number.POSITIVE_INFINITY;
  return Math.min(deployed === 0 ? unlimited : deployed, own ?? unlimited);
}

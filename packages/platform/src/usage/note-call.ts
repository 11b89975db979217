import type { Level, Tool } from '../access/levels.ts';
import type { House } from '../house.ts';
import { usageBatch } from './usage-batch.ts';

/** One answered call of a client, as the statistics see it. */
export interface Call {
  readonly clientId: string;
  /** Where it counts; null where the call was about no company, or one that is no business of the app. */
  readonly companyId: number | null;
  /** Null at company level. */
  readonly projectId: number | null;
  readonly status: number;
  /** The person who used the app; null for a machine, and where that was not found out. */
  readonly user: number | null;
  /** The service account that acted, of whichever kind. */
  readonly account: { readonly companyId: number; readonly personId: number } | null;
  /** The level that it needed; null where it was about no tool. */
  readonly need: { readonly tool: Tool; readonly level: Level } | null;
}

/**
 * Counts a call in memory, to be written with the next batch: a row per call would cost more than the call. A crash
 * may lose a few seconds of it, which no decision rests on.
 */
export function noteCall(house: Pick<House, 'database' | 'clock'>, call: Call): void {
  usageBatch(house.database).add(call, house.clock.now());
}

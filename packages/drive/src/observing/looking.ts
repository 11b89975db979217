import type { Tools } from '../executing/run.ts';
import type { CallBudget } from './call-budget.ts';
import type { ListingTimes } from './listing-times.ts';

/** What the remote is observed with. */
export interface Looking extends Pick<Tools, 'state' | 'remote' | 'abilities' | 'surroundings'> {
  /** Calls that listing and asking after the missing may still make. */
  readonly budget: CallBudget;
  readonly times: ListingTimes;
}

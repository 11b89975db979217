import { isOutOfSight } from '../planning/out-of-sight.ts';
import type { State } from './state.ts';

/** In step, what a person asked for is so, or cannot be: kept any longer, it would take back a delete that comes later. */
export function dropFulfilled(state: State): void {
  const draft = state.change();
  for (const nid of state.notes('want').keys()) {
    const s = state.synced.get(Number(nid));
    if (s === undefined || !isOutOfSight(state, s)) draft.note('want', nid);
  }
  draft.commit();
}

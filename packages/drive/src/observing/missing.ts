import type { Draft } from '../store/state.ts';
import { type ItemKey, itemOf } from '../trees/item-key.ts';
import type { RemoteNode } from '../trees/remote-tree.ts';
import { present } from './following.ts';
import type { Looking } from './looking.ts';

/** How long an item must stay missing before it counts as gone, where the server cannot tell. */
const missingFor = 30_000;

const day = 86_400_000;

/** Asks after whatever a listing did not show any more, and once a day after what went out of sight. */
export async function confirmMissing(looking: Looking): Promise<void> {
  const { state, budget, surroundings } = looking;
  if (state.remote.unsure === 0) return;
  for (const r of [...state.remote.all()]) {
    if (r.state === 'live' || state.remote.get(r.key) !== r || !isDue(r, surroundings.now())) continue;
    if (!budget.take(surroundings.now())) return;
    const draft = state.change();
    await absent(looking, draft, r.key);
    draft.commit();
  }
}

const isDue = ({ state, missingSince }: RemoteNode, now: number): boolean =>
  state === 'missing' || now - missingSince >= day || missingSince > now;

/**
 * The feed, or a listing, no longer has it. What that means is asked of the item itself.
 * @returns what is gone with it
 */
export async function absent(
  looking: Pick<Looking, 'state' | 'remote' | 'abilities' | 'surroundings'>,
  draft: Draft,
  key: ItemKey,
): Promise<ItemKey[]> {
  const { state, remote, abilities, surroundings } = looking;
  const r = state.remote.get(key);
  if (r === undefined || r.parent === 0) return [];
  const now = await remote.get(itemOf(key));
  if (typeof now !== 'string') {
    present(looking, draft, now);
    return [];
  }
  const at = surroundings.now();
  if (now === 'forbidden' || (now === 'missing' && abilities.tellsDeleted)) {
    hide(looking, draft, key);
    return [];
  }
  // A clock that was set back begins the wait anew.
  const since = r.state === 'missing' && r.missingSince <= at ? r.missingSince : at;
  if (now === 'deleted' || abilities.changes || at - since >= missingFor)
    return takeAway(looking, draft, key);
  draft.remote({ ...r, state: 'missing', missingSince: since });
  return [];
}

/** It is there no more, with all that was seen in it; what becomes of what is out of sight is not known. */
export function takeAway({ state }: Pick<Looking, 'state'>, draft: Draft, key: ItemKey): ItemKey[] {
  const { remote } = state;
  const gone = new Set(remote.get(key) === undefined ? [] : [key]);
  for (const each of gone)
    for (const child of remote.childrenOf(each)) if (remote.get(child)?.state !== 'hidden') gone.add(child);
  draft.gone(gone);
  return [...gone];
}

/** It left this person's sight: what is here of it stays. */
export function hide(
  { state, surroundings }: Pick<Looking, 'state' | 'surroundings'>,
  draft: Draft,
  key: ItemKey,
): void {
  const r = state.remote.get(key);
  if (r !== undefined && r.parent !== 0)
    draft.remote({ ...r, state: 'hidden', missingSince: surroundings.now() });
}

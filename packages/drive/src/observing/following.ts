import { remoteNode } from '../executing/run.ts';
import type { Gone, RemoteItem } from '../ports/remote.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import { keepAbilities } from '../store/abilities.ts';
import type { Draft } from '../store/state.ts';
import { type ItemKey, keyOf } from '../trees/item-key.ts';
import type { Looking } from './looking.ts';
import { absent, hide, takeAway } from './missing.ts';
import { relist, returned } from './relist.ts';
import { refuseOlder } from './went-back.ts';

type Following = Pick<Looking, 'state' | 'remote' | 'abilities' | 'surroundings'>;

/** Takes over what the feed of changes tells since the last time. */
export async function follow(looking: Following): Promise<void> {
  const { state, remote } = looking;
  for (let more = true; more; ) {
    const cursor = state.notes('meta').get('cursor');
    const answer = await remote.changes(typeof cursor === 'string' ? cursor : undefined);
    if (answer.wentBack) throw new RemoteProblem('went-back');
    const draft = state.change();
    if (answer.cursor !== cursor) draft.note('meta', 'cursor', answer.cursor);
    if (answer.reset) {
      // The cursor is from before the listing, so nothing falls between them.
      relist(state, draft, state.remote.root);
      keepAbilities(draft, looking.abilities, looking.surroundings.now());
      draft.commit();
      return;
    }
    // First what is there, or hidden: it may have been moved out of what is gone, or not be gone with it.
    const arrived = state.change();
    for (const item of answer.present) present(looking, arrived, item);
    if (looking.abilities.tellsDeleted)
      for (const item of answer.gone) if (!item.isDeleted) hide(looking, arrived, keyOf(item));
    arrived.commit();
    const gone = new Set<ItemKey>();
    for (const item of answer.gone) {
      const key = keyOf(item);
      if (!gone.has(key)) for (const each of await left(looking, draft, item)) gone.add(each);
    }
    draft.commit();
    ({ more } = answer);
  }
}

/** @returns what is gone with it */
async function left(looking: Following, draft: Draft, item: Gone): Promise<ItemKey[]> {
  const key = keyOf(item);
  if (!looking.abilities.tellsDeleted) return await absent(looking, draft, key);
  return item.isDeleted ? takeAway(looking, draft, key) : [];
}

export function present({ state }: Pick<Looking, 'state'>, draft: Draft, item: RemoteItem): void {
  const key = keyOf(item);
  const before = state.remote.get(key);
  if (item.parentId === undefined) return;
  const parent = keyOf({ id: item.parentId, kind: 'folder' });
  const above = state.remote.get(parent);
  if (before === undefined && above?.listed !== true) return;
  const r = remoteNode(item, before, above);
  refuseOlder(r, before);
  draft.remote(before === undefined ? r : returned(state, draft, r, before));
}

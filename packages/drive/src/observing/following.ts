import { remoteNode } from '../executing/run.ts';
import type { RemoteItem } from '../ports/remote.ts';
import { keepAbilities } from '../store/abilities.ts';
import type { Draft } from '../store/state.ts';
import { type ItemKey, keyOf } from '../trees/item-key.ts';
import type { Looking } from './looking.ts';
import { absent } from './missing.ts';
import { relist, returned } from './relist.ts';

/** Takes over what the feed of changes tells since the last time. */
export async function follow(looking: Looking): Promise<void> {
  const { state, remote } = looking;
  for (let more = true; more; ) {
    const cursor = state.notes('meta').get('cursor');
    const answer = await remote.changes(typeof cursor === 'string' ? cursor : undefined);
    const draft = state.change();
    if (answer.cursor !== cursor) draft.note('meta', 'cursor', answer.cursor);
    if (answer.reset) {
      // The cursor is from before the listing, so nothing falls between them.
      relist(state, draft, state.remote.root);
      keepAbilities(draft, looking.abilities, looking.surroundings.now());
      draft.commit();
      return;
    }
    // First what is there: it may have been moved out of what is gone.
    const arrived = state.change();
    for (const item of answer.present) present(looking, arrived, item);
    arrived.commit();
    const gone = new Set<ItemKey>();
    for (const item of answer.gone) {
      const key = keyOf(item);
      if (!gone.has(key)) for (const each of await absent(looking, draft, key)) gone.add(each);
    }
    draft.commit();
    ({ more } = answer);
  }
}

export function present({ state }: Looking, draft: Draft, item: RemoteItem): void {
  const key = keyOf(item);
  const before = state.remote.get(key);
  if (item.parentId === undefined) return;
  const parent = keyOf({ id: item.parentId, kind: 'folder' });
  const above = state.remote.get(parent);
  if (before === undefined && above?.listed !== true) return;
  const r = remoteNode(item, before, above);
  draft.remote(before === undefined ? r : returned(state, draft, r, before));
}

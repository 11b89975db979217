import { remoteNode } from '../executing/run.ts';
import type { RemoteItem } from '../ports/remote.ts';
import type { Draft } from '../store/state.ts';
import { type ItemKey, keyOf, kindOf } from '../trees/item-key.ts';
import type { Looking } from './looking.ts';
import { absent } from './missing.ts';

/** Takes over what the feed of changes tells since the last time. */
export async function follow(looking: Looking): Promise<void> {
  const { state, remote } = looking;
  for (let more = true; more; ) {
    const cursor = state.notes('meta').get('cursor');
    const answer = await remote.changes(typeof cursor === 'string' ? cursor : undefined);
    const draft = state.change().note('meta', 'cursor', answer.cursor);
    if (answer.reset) {
      // The cursor is from before the listing, so nothing falls between them.
      relist(looking, draft);
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

/** Every folder is to be listed anew. */
function relist({ state }: Looking, draft: Draft): void {
  for (const r of state.remote.all())
    if (kindOf(r.key) === 'folder' && r.listed) draft.remote({ ...r, listed: false });
}

export function present({ state }: Looking, draft: Draft, item: RemoteItem): void {
  const key = keyOf(item);
  const before = state.remote.get(key);
  if (item.parentId === undefined) return;
  const parent = keyOf({ id: item.parentId, kind: 'folder' });
  const above = state.remote.get(parent);
  if (before === undefined && above?.listed !== true) return;
  draft.remote(remoteNode(item, before, above));
}

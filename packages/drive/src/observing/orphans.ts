import { remoteNode } from '../executing/run.ts';
import { itemOf, keyOf } from '../trees/item-key.ts';
import type { Looking } from './looking.ts';

/** What was moved to where nobody has looked yet: the way there becomes known, up to a folder that is. */
export async function placeOrphans({ state, remote, surroundings }: Looking): Promise<void> {
  for (const orphan of [...state.remote.orphans]) {
    const r = state.remote.get(orphan);
    if (r?.state !== 'live') continue;
    const draft = state.change();
    for (let key = r.parent; state.remote.get(key) === undefined; ) {
      const item = await remote.get(itemOf(key));
      if (typeof item === 'string' || item.parentId === undefined) {
        // Gone with what is above it, or seen only by a mistake: the item itself is asked.
        draft.remote({ ...r, state: 'missing', missingSince: surroundings.now() });
        break;
      }
      draft.remote(remoteNode(item, undefined));
      key = keyOf({ id: item.parentId, kind: 'folder' });
    }
    draft.commit();
  }
}

import type { Draft, State } from '../store/state.ts';
import { type ItemKey, kindOf } from '../trees/item-key.ts';
import type { RemoteNode } from '../trees/remote-tree.ts';

/** A folder, and every one that is known below it, is to be listed anew. */
export function relist({ remote }: State, draft: Draft, key: ItemKey): void {
  for (const each of remote.below(key)) {
    const r = remote.get(each);
    if (r?.listed === true && kindOf(r.key) === 'folder') draft.remote({ ...r, listed: false });
  }
}

/** What happened in a folder while it was out of sight has not been told. */
export function returned(state: State, draft: Draft, r: RemoteNode, before: RemoteNode): RemoteNode {
  if (before.state === 'live' || kindOf(r.key) === 'file') return r;
  relist(state, draft, r.key);
  return { ...r, listed: false };
}

import { remoteNode } from '../executing/run.ts';
import type { RemoteAbilities, RemoteItem } from '../ports/remote.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import type { Draft } from '../store/state.ts';
import { type ItemKey, itemOf, keyOf } from '../trees/item-key.ts';
import type { RemoteNode } from '../trees/remote-tree.ts';
import type { Looking } from './looking.ts';
import { returned } from './relist.ts';
import { refuseOlder } from './went-back.ts';

/** Lists one folder and takes over what is in it. What is not in it any more is missing, and asked after. */
export async function list(looking: Looking, key: ItemKey): Promise<void> {
  const { state, remote, surroundings, times } = looking;
  const itself = state.remote.get(key);
  if (itself === undefined) return;
  const listing = await remote.list(itemOf(key).id).catch((error: unknown) => {
    const isAway = error instanceof RemoteProblem && (error.code === 'missing' || error.code === 'forbidden');
    // Without its root the whole mount is out of reach, which says nothing about what is in it.
    if (isAway && itself.parent !== 0) return undefined;
    throw error;
  });
  const now = surroundings.now();
  const draft = state.change();
  if (listing === undefined) {
    draft.remote({ ...itself, state: 'missing', missingSince: now }).commit();
    return;
  }
  let changes = 0;
  const put = (r: RemoteNode) => {
    if (isSame(r, state.remote.get(r.key))) return;
    changes++;
    draft.remote(r);
  };
  const found = new Set<ItemKey>();
  for (const child of listing.children) {
    found.add(keyOf(child));
    put(seen(looking, draft, child));
  }
  for (const each of state.remote.childrenOf(key)) {
    const r = state.remote.get(each);
    if (r !== undefined && !found.has(each) && r.state === 'live')
      put({ ...r, state: 'missing', missingSince: now });
  }
  times.listed(key, now, changes > 0);
  closeListing(looking, draft, itself, listing.folder);
  draft.commit();
}

/**
 * A folder inside whose tag has moved is to be listed as well. That is written down together with the listing that
 * showed it: the tag of the folder above vouches for everything below from then on.
 */
function seen({ state, abilities }: Looking, draft: Draft, child: RemoteItem): RemoteNode {
  const before = state.remote.get(keyOf(child));
  const r = remoteNode(child, before);
  // What is read after the feed is not older than what the feed told.
  if (abilities.changes) refuseOlder(r, before);
  if (hasTags(abilities) && r.listed && (child.tag === undefined || child.tag !== before?.listedTag))
    r.listed = false;
  return before === undefined ? r : returned(state, draft, r, before);
}

function closeListing({ abilities }: Looking, draft: Draft, itself: RemoteNode, folder: RemoteItem): void {
  // The place and the name of the root are not ours to follow.
  const now = remoteNode(itself.parent === 0 ? { ...folder, parentId: undefined } : folder, itself);
  const r = { ...now, listed: true, listedTag: hasTags(abilities) ? folder.tag : undefined };
  if (!isSame(r, itself)) draft.remote(r);
}

/** With a feed nobody asks for tags. */
const hasTags = (abilities: RemoteAbilities) => abilities.folderTag && !abilities.changes;

function isSame(a: RemoteNode, b: RemoteNode | undefined): boolean {
  if (b === undefined) return false;
  return (Object.keys(a) as (keyof RemoteNode)[]).every((field) => a[field] === b[field]);
}

import type { ItemKey } from '../trees/item-key.ts';
import type { LocalNode } from '../trees/local-tree.ts';
import type { RemoteNode } from '../trees/remote-tree.ts';
import type { Synced } from '../trees/synced-tree.ts';
import { isOutOfSight } from './out-of-sight.ts';
import { type Added, refusal } from './refusal.ts';
import type { View } from './view.ts';

const mayWrite = (view: View, key: ItemKey): boolean => view.world.remote.get(key)?.mayWrite === true;

export const mayDelete = (view: View, { key, mayDelete }: RemoteNode): boolean =>
  mayDelete && !view.world.refused.has(refusal.delete(key));

export const mayMove = (view: View, item: ItemKey, into: number): boolean =>
  mayWrite(view, item) && mayMoveInto(view, item, into);

export const mayWriteOver = (view: View, file: ItemKey): boolean =>
  mayWrite(view, file) && !view.world.refused.has(refusal.version(file));

/** The first folder above it that the base knows. */
export function folderThere({ world: { local, synced }, match }: View, l: LocalNode): Synced | undefined {
  for (let at = local.get(l.parent); at !== undefined; at = local.get(at.parent)) {
    const s = synced.get(match.nid(at.lid) ?? 0);
    if (s !== undefined) return s;
  }
  return undefined;
}

/** Whether it lies in a folder that both sides made, and of which the one that is there may only be read. */
export function isInReadOnly(view: View, l: LocalNode): boolean {
  const { local } = view.world;
  for (let at = local.get(l.parent); at !== undefined; at = local.get(at.parent)) {
    const found = view.mergedInto(at.lid);
    if (found !== undefined) return !mayWrite(view, found);
  }
  return false;
}

export const mayAddTo = (view: View, nid: number, item: Added): boolean =>
  mayEnter(view, nid, (folder) => refusal.add(folder, item));

const mayMoveInto = (view: View, item: ItemKey, nid: number): boolean =>
  mayEnter(view, nid, (folder) => refusal.move(item, folder));

/**
 * A folder that is not there yet is one we make, if we may make it where it lies; into one that is out of sight, or not
 * known whole, nothing is sent.
 */
function mayEnter(view: View, nid: number, refusedAs: (folder: ItemKey) => string): boolean {
  const { synced, remote, refused } = view.world;
  const folder = synced.get(nid);
  if (folder === undefined) {
    const above = view.parentOfNew(nid);
    return above === undefined || mayAddTo(view, above, { kind: 'folder', isPrivate: false });
  }
  if (isOutOfSight(view.world, folder)) return false;
  const there = remote.get(folder.key);
  if (there !== undefined)
    return there.listed && mayWrite(view, folder.key) && !refused.has(refusedAs(folder.key));
  const l = view.match.local(nid);
  const above = l && folderThere(view, l);
  return above === undefined || mayAddTo(view, above.nid, { kind: 'folder', isPrivate: folder.isPrivate });
}

import type { Synced } from '../trees/synced-tree.ts';
import type { Operation } from './operation.ts';
import type { NodeView, View } from './view.ts';
import type { World } from './world.ts';

/** Whether the server shows this person a node no more, itself or a folder above it. */
export function isOutOfSight({ remote, synced }: Pick<World, 'remote' | 'synced'>, s: Synced): boolean {
  if (remote.hidden.size === 0) return false;
  for (let at: Synced | undefined = s; at !== undefined; at = synced.get(at.parent))
    if (remote.get(at.key) !== undefined) return remote.isHidden(at.key);
  return false;
}

/**
 * Nothing of it is touched here or sent, whatever is done with the copy: it may have been made private. A copy that is
 * deleted here is deleted here alone, and comes back with the item.
 */
export function planOutOfSight(view: View, { s, l, r, localMoved }: NodeView): Operation[] {
  const { nid } = s;
  const { held, synced } = view.world;
  const hold = held.get(nid);
  if (l === undefined) {
    if (hold === undefined) return [{ verb: 'hold', nid, isUnseen: true }];
    const isLast = [...synced.childrenOf(nid)].length === 0;
    return hold.released === 'no' || !isLast ? [] : [{ verb: 'forget', nid }];
  }
  const unhold: Operation[] = hold === undefined ? [] : [{ verb: 'unhold', nid }];
  if (r === undefined) return unhold;
  // Wherever it is taken, and whatever a program saves in its place there, is the copy from now on.
  const parent = localMoved ? view.match.nid(l.parent) : undefined;
  if (parent !== undefined) return [...unhold, { verb: 'follow-copy', nid, parent, name: l.name }];
  const isOther = l.identity !== s.identity;
  return isOther ? [...unhold, { verb: 'follow-copy', nid, parent: s.parent, name: s.localName }] : unhold;
}

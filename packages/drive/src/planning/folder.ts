import type { LocalNode } from '../trees/local-tree.ts';
import type { RemoteNode } from '../trees/remote-tree.ts';
import { rootNid } from '../trees/synced-tree.ts';
import { bringFolder } from './arrivals.ts';
import { comesBack, keepsHidden, livesRemotely } from './lives.ts';
import type { Operation } from './operation.ts';
import { freeToOpen, occupant, placeOf, placeTaken, savedOver, setAside } from './place.ts';
import { mayAddTo, mayDelete } from './rights.ts';
import type { NodeView, Place, View } from './view.ts';

/** What becomes of a folder that was on both sides. */
export function planFolder(view: View, node: NodeView): Operation[] {
  const { s, l, r } = node;
  const { nid } = s;
  if (nid === rootNid) return [];
  const unhold: Operation[] = view.world.held.has(nid) ? [{ verb: 'unhold', nid }] : [];
  if (l === undefined && r === undefined) return isEmptyBase(view, nid) ? [{ verb: 'forget', nid }] : unhold;
  if (l === undefined) return r === undefined ? [] : deletedHere(view, node, r);
  if (r === undefined) return deletedThere(view, node, l);
  const opened = view.world.wants.get(nid) === 'full' || view.world.remote.hasChildren(r.key);
  const place = placeOf(view, { ...node, l, r });
  const isToOpen = s.hydration === 'stub' && opened && place.length === 0;
  const freed = isToOpen ? freeToOpen(view, { s, l, r }) : [];
  const expand: Operation[] = isToOpen && freed.length === 0 ? [{ verb: 'expand', nid }] : [];
  const stale = l.identity !== s.identity || r.isPrivate !== s.isPrivate;
  const settle: Operation[] = place.length === 0 && stale ? [{ verb: 'settle', nid, place: false }] : [];
  return [...unhold, ...place, ...settle, ...freed, ...expand];
}

/** Something that lay in it may be out of sight, and kept elsewhere. */
const isEmptyBase = ({ world: { synced } }: View, nid: number) => [...synced.childrenOf(nid)].length === 0;

function deletedHere(view: View, node: NodeView, r: RemoteNode): Operation[] {
  const { nid, key, version } = node.s;
  const inTheWay = placeTaken(view, node);
  // Unread, it may be that very placeholder.
  if (inTheWay?.frozen) return [];
  if (inTheWay?.kind === 'file') return [savedOver(view, inTheWay, node, r)];
  if (inTheWay || comesBack(view, node)) {
    if (!mayDelete(view, r) && !view.world.wants.has(nid)) view.undone.add(nid);
    return bringFolder(view, nid, r, node.s.hydration === 'stub');
  }
  const hold = view.world.held.get(nid);
  if (hold === undefined) return [{ verb: 'hold', nid }];
  return hold.released === 'no' || view.hasUnread ? [] : [{ verb: 'delete-remote', nid, key, version }];
}

function deletedThere(view: View, node: NodeView, l: LocalNode): Operation[] {
  const { s } = node;
  if (s.hydration === 'stub') return [{ verb: 'trash-local', nid: s.nid, lid: l.lid }];
  if (!livesRemotely(view, node))
    return keepsHidden(view, l.lid) ? [] : [{ verb: 'remove-local-folder', nid: s.nid, lid: l.lid }];
  const place = view.localPlace({ s, l });
  const taken = occupant(view, place.parent, place.name, s.nid);
  if (taken === 'stays' || (taken === 'goes' && isEmptiedInto(view, place, s.nid)))
    return [setAside(view, l)];
  const { isPrivate } = s;
  if (!mayAddTo(view, place.parent, { kind: 'folder', isPrivate })) return [];
  return [{ verb: 'make-remote', nid: s.nid, lid: l.lid, ...place, isPrivate }];
}

/** Whoever has the name there goes only once something has come out of it into this folder: that one cannot wait for the name. */
function isEmptiedInto(view: View, place: Place, nid: number): boolean {
  const { remote, synced, local } = view.world;
  const key = remote.named(synced.get(place.parent)?.key ?? 0, place.name);
  return (
    key !== undefined &&
    remote.below(key).some((each) => {
      const lid = view.match.local(synced.of(each)?.nid ?? 0)?.lid ?? 0;
      for (let at = local.get(lid); at !== undefined; at = local.get(at.parent))
        if (view.match.nid(at.lid) === nid) return true;
      return false;
    })
  );
}

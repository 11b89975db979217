import type { RemoteNode } from '../trees/remote-tree.ts';
import { mayMove } from './rights.ts';
import type { NodeView, View } from './view.ts';

/** A move made here that the remote does not let be, or that closes a circle with one made there. */
export function isUndone(
  view: View,
  { s, r }: Pick<NodeView, 's'> & { r: RemoteNode },
  into: number,
): boolean {
  return !mayMove(view, r.key, into) || closesCircle(view, s.nid, into);
}

/** A folder moved here into one that the remote moved into it. */
function closesCircle(view: View, nid: number, parent: number): boolean {
  const movedBack = new Set<number>();
  let way: number[] = [];
  for (let at = parent; at !== 0; ) {
    if (at === nid) return true;
    if (way.includes(at)) {
      // A circle among others: what was moved here of it goes back, as this would.
      for (const each of way.slice(way.indexOf(at)))
        if (view.node(each)?.remoteMoved === false) movedBack.add(each);
      way = [];
    }
    way.push(at);
    const above = view.node(at);
    if (above === undefined) at = view.parentOfNew(at) ?? 0;
    else if (above.remoteMoved && above.r) at = view.nidOfRemote(above.r.parent);
    else if (above.localMoved && above.l && !movedBack.has(at)) at = view.nidOfLocal(above.l.parent);
    else at = above.s.parent;
  }
  return false;
}

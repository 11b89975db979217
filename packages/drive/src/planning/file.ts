import { ruleFor } from '../rules/folder-rule.ts';
import type { LocalNode } from '../trees/local-tree.ts';
import type { RemoteNode } from '../trees/remote-tree.ts';
import { comesBack, movedWith } from './lives.ts';
import type { Operation } from './operation.ts';
import {
  arrivalName,
  asideName,
  freeToOpen,
  occupant,
  placeOf,
  placeTaken,
  savedOver,
  setAside,
} from './place.ts';
import { mayAddTo, mayDelete, mayWriteOver } from './rights.ts';
import { sentOver } from './sent.ts';
import type { NodeView, View } from './view.ts';

/** What becomes of a file that was on both sides. */
export function planFile(view: View, node: NodeView): Operation[] {
  const { s, l, r } = node;
  const { nid } = s;
  if (l === undefined && r === undefined) return [{ verb: 'forget', nid }];
  if (l === undefined) return r === undefined ? [] : deletedHere(view, node, r);
  if (r === undefined) return deletedThere(view, node, l);
  const unhold: Operation[] = view.world.held.has(nid) ? [{ verb: 'unhold', nid }] : [];
  const place = placeOf(view, { ...node, l, r });
  const isToOpen = s.hydration === 'stub' && view.world.wants.get(nid) === 'full' && place.length === 0;
  const freed = isToOpen ? freeToOpen(view, { s, l, r }) : [];
  return [...unhold, ...place, ...freed, ...content(view, { ...node, l, r })];
}

function deletedHere(view: View, node: NodeView, r: RemoteNode): Operation[] {
  const { s } = node;
  const { nid, key } = s;
  const wanted = view.world.wants.get(nid);
  const inTheWay = placeTaken(view, node);
  // Unread, it may be that very placeholder.
  if (inTheWay?.frozen) return [];
  if (inTheWay?.kind === 'file') return [savedOver(view, inTheWay, node, r)];
  if (inTheWay || comesBack(view, node)) {
    if (!mayDelete(view, r) && !view.world.wants.has(nid)) view.undone.add(nid);
    return bring(view, nid, r, wanted);
  }
  const spare = view.spareOf(key);
  if (spare !== undefined) return [{ verb: 'adopt', nid, lid: spare.lid, key, parent: s.parent }];
  const hold = view.world.held.get(nid);
  if (hold === undefined) return [{ verb: 'hold', nid }];
  // What was moved over another file is that one's new version, and is sent as such before its own item goes.
  return hold.released === 'no' || view.hasUnread || view.isUnsentElsewhere(s)
    ? []
    : [{ verb: 'delete-remote', nid, key, version: s.version }];
}

/** Something remote gets its file or its placeholder here. */
export function bring(
  view: View,
  nid: number,
  r: RemoteNode,
  wanted: 'full' | 'stub' | undefined,
): Operation[] {
  const parent = view.nidOfRemote(r.parent);
  if (view.isFrozen(view.match.local(parent))) return [];
  const stray = view.strayStubs().get(r.key);
  if (stray !== undefined && wanted !== 'full')
    return [{ verb: 'adopt', nid, lid: stray.lid, key: r.key, parent }];
  const full = wanted === 'full' || (wanted === undefined && hydrates(view, parent, r));
  // What was moved just now may be its placeholder: two of one item would stay.
  if (!full && view.world.local.vanished > 0) return [];
  const name = arrivalName(view, r, !full);
  if (name === undefined) return [];
  const arrival = { nid, key: r.key, version: r.version, parent, name, replaces: undefined };
  return [full ? { verb: 'download', ...arrival, aside: undefined } : { verb: 'stub', ...arrival }];
}

const hydrates = (view: View, parent: number, r: RemoteNode) => {
  const { downloadUpTo } = ruleFor(parent, view.world.rules, view.world.synced);
  return downloadUpTo > 0 && r.size <= downloadUpTo;
};

function deletedThere(view: View, node: NodeView, l: LocalNode): Operation[] {
  const { s } = node;
  if (s.hydration === 'full' && (node.localContent || node.localMoved || movedWith(view, node))) {
    if (l.sha256 === undefined && node.localContent) return [];
    const place = view.localPlace({ s, l });
    if (occupant(view, place.parent, place.name, s.nid) === 'stays') {
      const folder = view.world.synced.get(place.parent)?.key ?? 0;
      const other = view.world.remote.get(view.world.remote.named(folder, place.name) ?? 0);
      const here = node.localContent ? l.sha256 : s.sha256;
      // What was sent anew from here, and whose answer was lost.
      if (
        other?.sha256 !== undefined &&
        other.sha256 === here &&
        view.world.synced.of(other.key) === undefined
      )
        return [{ verb: 'adopt', nid: s.nid, lid: l.lid, key: other.key, parent: place.parent }];
      return [setAside(view, l)];
    }
    const { isPrivate } = s;
    if (!mayAddTo(view, place.parent, { kind: 'file', isPrivate })) return [];
    return [{ verb: 'upload', nid: s.nid, lid: l.lid, ...place, expected: undefined, isPrivate }];
  }
  return [{ verb: 'trash-local', nid: s.nid, lid: l.lid }];
}

function content(view: View, node: NodeView & { l: LocalNode; r: RemoteNode }): Operation[] {
  const { s, l, r } = node;
  const { nid, key } = s;
  const wanted = view.world.wants.get(nid);
  const settle: Operation = { verb: 'settle', nid, place: false };
  const { version } = r;
  const parent = view.nidOfLocal(l.parent);
  const inPlace = { nid, key, version, parent, replaces: l.lid };
  if (s.hydration === 'stub') {
    const name = l.name;
    if (wanted === 'full') return [{ verb: 'download', ...inPlace, name, aside: undefined }];
    return node.remoteContent ? [{ verb: 'stub', ...inPlace, name }] : [];
  }
  const { name } = l;
  if (!node.localContent && !node.remoteContent) {
    if (l.stamp !== s.stamp || l.identity !== s.identity || r.isPrivate !== s.isPrivate) return [settle];
    return wanted === 'stub' ? [{ verb: 'dehydrate', nid }] : [];
  }
  if (node.localContent && l.sha256 === undefined) return [];
  const aside: Operation[] = [{ verb: 'download', ...inPlace, name, aside: asideName(view, l) }];
  if (!node.remoteContent) {
    if (!mayWriteOver(view, key)) return aside;
    const { isPrivate, remoteName } = s;
    return [
      { verb: 'upload', nid, lid: l.lid, parent: s.parent, name: remoteName, expected: s.version, isPrivate },
    ];
  }
  const here = node.localContent ? l.sha256 : s.sha256;
  const size = node.localContent ? l.size : s.size;
  if (r.sha256 !== undefined && r.sha256 === here) return [settle];
  if (!node.localContent) return [{ verb: 'download', ...inPlace, name, aside: undefined }];
  // What was sent from here and written once more before the answer came.
  if (r.sha256 !== undefined && view.world.sent.has(sentOver(key, r.sha256))) return [settle];
  return r.sha256 === undefined && r.size === size ? [{ verb: 'learn', key, version }] : aside;
}

import { conflictName, freeName, isNumbered } from '../names/free-name.ts';
import { localName } from '../names/local-name.ts';
import { stubName, withoutSuffix } from '../placeholders/stub-name.ts';
import { type ItemKey, kindOf } from '../trees/item-key.ts';
import type { LocalNode } from '../trees/local-tree.ts';
import type { RemoteNode } from '../trees/remote-tree.ts';
import { isFolder } from '../trees/synced-tree.ts';
import { comesBack, keepsHidden } from './lives.ts';
import type { Operation } from './operation.ts';
import { isOutOfSight } from './out-of-sight.ts';
import { folderThere, mayMove } from './rights.ts';
import { isUndone } from './undone.ts';
import type { NodeView, View } from './view.ts';

type SetAside = Operation & { verb: 'set-aside' };

/** What has to be moved or renamed so that a node that both sides have lies in one place. */
export function placeOf(view: View, node: NodeView & { l: LocalNode; r: RemoteNode }): Operation[] {
  const { s, l, r } = node;
  const { nid } = s;
  if (node.remoteMoved) {
    const parent = view.nidOfRemote(r.parent);
    const there = view.localPlace(node);
    if (node.localMoved && there.parent === parent && there.name === r.name)
      return [{ verb: 'settle', nid, place: true }];
    const name = arrivalName(view, r, s.hydration === 'stub', l);
    if (name === undefined) return [];
    if (view.match.nid(l.parent) === parent && l.name === name) return [{ verb: 'settle', nid, place: true }];
    return [{ verb: 'move-local', nid, parent, name }];
  }
  if (!node.localMoved) return withoutNumber(view, node);
  const there = view.localPlace(node);
  const suffixLost = s.hydration === 'stub' && withoutSuffix(l) === l.name;
  if (suffixLost) {
    const kind = isFolder(s) ? 'folder' : 'file';
    return [{ verb: 'move-local', nid, parent: there.parent, name: stubName(l.name, kind) }];
  }
  if (there.parent === s.parent && there.name === r.name) return [{ verb: 'settle', nid, place: true }];
  const above = folderThere(view, l);
  const into = above && view.node(above.nid);
  // Where the folder is going is not known whole.
  if (into !== undefined && view.isUnsure(into)) return [];
  if (isUndone(view, node, there.parent)) {
    if (!mayMove(view, r.key, there.parent)) view.undone.add(nid);
    return [moveBack(view, node)];
  }
  const taken = occupant(view, there.parent, there.name, nid);
  if (taken === 'stays') return [setAside(view, l)];
  return [{ verb: 'move-remote', nid, ...there }];
}

function moveBack(view: View, { s: { nid, parent, localName }, l }: NodeView & { l: LocalNode }): Operation {
  const plain = withoutSuffix({ ...l, name: localName });
  const suffix = localName.slice(plain.length);
  const name = freeName(plain, (each) => view.isClaimed(parent, each, nid));
  view.claim(parent, name, nid);
  return { verb: 'move-local', nid, parent, name: name + suffix };
}

/** A number that was added because the name was taken here goes when the name is free. */
function withoutNumber(view: View, { s, l, r }: NodeView & { l: LocalNode; r: RemoteNode }): Operation[] {
  const wanted = localName(r.name, view.world.profile, shortId(r.key));
  if (wanted === undefined || !isNumbered(withoutSuffix(l), wanted)) return [];
  const name = arrivalName(view, r, s.hydration === 'stub', l, false);
  const isFree = name !== undefined && !isNumbered(withoutSuffix({ ...l, name }), wanted);
  return isFree ? [{ verb: 'move-local', nid: s.nid, parent: s.parent, name }] : [];
}

/**
 * A placeholder is opened under a name that is free: where two cases are one name, something else may keep its own without
 * the ending; and what is to go into this very folder leaves its name only when that is open.
 */
export function freeToOpen(
  view: View,
  { s: { nid }, l, r }: Pick<NodeView, 's'> & { l: LocalNode; r: RemoteNode },
): Operation[] {
  const isTaken = view.world.local.named(l.parent, withoutSuffix(l)) !== undefined;
  const name = isTaken ? arrivalName(view, r, true, l, false) : l.name;
  if (name === undefined || name === l.name) return [];
  return [{ verb: 'move-local', nid, parent: view.nidOfRemote(r.parent), name }];
}

/** Whoever has a name in a remote folder: whether it will keep it. */
export function occupant(view: View, parent: number, name: string, but: number): 'none' | 'stays' | 'goes' {
  const folder = view.world.synced.get(parent);
  const key = folder && view.world.remote.named(folder.key, name);
  const other = key === undefined ? undefined : view.world.synced.of(key);
  if (key === undefined || other?.nid === but) return 'none';
  if (other === undefined) return 'stays';
  const there = view.node(other.nid);
  if (there === undefined) return 'goes';
  const { s, l, r } = there;
  if (l === undefined || r === undefined) return comesBack(view, there) ? 'stays' : 'goes';
  if (!there.localMoved || there.remoteMoved) return 'stays';
  return isUndone(view, { s, r }, view.localPlace({ s, l }).parent) ? 'stays' : 'goes';
}

/** The local name of something remote that comes to a folder; undefined while there is none for it. */
export function arrivalName(
  view: View,
  item: RemoteNode,
  asStub: boolean,
  own?: LocalNode,
  mayWait = own !== undefined,
): string | undefined {
  const name = localName(item.name, view.world.profile, shortId(item.key));
  if (name === undefined) return undefined;
  const parent = view.nidOfRemote(item.parent);
  const nid = view.nidOfRemote(item.key);
  const folder = view.match.local(parent);
  const taking = (plain: string) => {
    view.claim(parent, plain, nid);
    return asStub ? stubName(plain, kindOf(item.key)) : plain;
  };
  const others = (plain: string) => {
    const all = [plain, stubName(plain, 'file'), stubName(plain, 'folder')].map((each) =>
      folder === undefined ? undefined : view.world.local.named(folder.lid, each),
    );
    return all.filter((other) => other !== undefined && other.lid !== own?.lid);
  };
  // Whoever will be gone from there soon gives way, in a circle too: the name is waited for.
  const isGiven = others(name).some(
    (other) => other !== undefined && givesWay(view, other) && (mayWait || !goesInto(view, other, item.key)),
  );
  if (isGiven && !view.isClaimed(parent, name, nid)) return taking(name);
  return taking(freeName(name, (plain) => others(plain).length > 0 || view.isClaimed(parent, plain, nid)));
}

/** Something that is moved, renamed or taken away by what else is planned, now or when it is known. */
function givesWay(view: View, other: LocalNode): boolean {
  if (other.frozen) return true;
  const nid = view.match.nid(other.lid);
  const node = nid === undefined ? undefined : view.node(nid);
  if (node === undefined && other.stands !== undefined) {
    const s = view.world.synced.of(other.stands.key);
    const own = s && view.match.local(s.nid);
    if (own !== undefined && isSecondName(own, other)) return true;
    return !view.world.spares.has(other.lid) && (s === undefined || s.hydration === 'full');
  }
  if (node === undefined) return other.kind === 'file' || other.kind === 'folder';
  if (isOutOfSight(view.world, node.s) || (node.r === undefined && keepsHidden(view, other.lid)))
    return false;
  return node.r === undefined || node.r.state === 'missing' || node.remoteMoved || node.localMoved;
}

/** One file of the disk under two names: a move of ours that was cut off between the second name and the first. */
function isSecondName(own: LocalNode, other: LocalNode): boolean {
  return own.lid !== other.lid && own.stamp !== '' && own.stamp === other.stamp;
}

/**
 * A placeholder beside the one of the same item: a copy that a person made. Which of them they want is theirs to say, also
 * when the other is one no more.
 */
export function isSpare({ world: { synced, spares }, match }: View, l: LocalNode): boolean {
  const s = l.stands && synced.of(l.stands.key);
  const own = s && match.local(s.nid);
  if (own !== undefined && isSecondName(own, l)) return false;
  if (spares.has(l.lid)) return true;
  return own !== undefined && s?.hydration === 'stub' && s.version === l.stands?.version;
}

/** Something that leaves its place, or becomes empty, only once a new folder is there: that one cannot wait for the name. */
function goesInto(view: View, other: LocalNode, folder: ItemKey): boolean {
  const { remote, synced, local } = view.world;
  const nid = view.match.nid(other.lid);
  const s = nid === undefined ? undefined : synced.get(nid);
  for (let at = s && remote.get(s.key); at !== undefined; at = remote.get(at.parent))
    if (at.parent === folder) return true;
  for (const lid of local.childrenOf(other.lid)) {
    const child = local.get(lid);
    if (child !== undefined && goesInto(view, child, folder)) return true;
  }
  return false;
}

/**
 * What was private stays so, whoever saves it once more under the name that the base does not know.
 * @param item in whose place it lies: what was written over something private is private
 */
export function setAside(view: View, l: LocalNode, item?: RemoteNode): SetAside {
  const isOver =
    (l.kind === 'file' && item?.isPrivate) || view.world.synced.get(view.match.nid(l.lid) ?? 0)?.isPrivate;
  const isPrivate = isOver === true || isKnownPrivate(view, l);
  return { verb: 'set-aside', lid: l.lid, name: asideName(view, l), isPrivate };
}

/** Under the name that an item of this name would have here. */
export function asNoPlaceholder(view: View, l: LocalNode, item?: RemoteNode): SetAside {
  const aside = setAside(view, l, item);
  const plain = localName(l.name, view.world.profile, String(l.lid)) ?? l.name;
  return view.world.local.named(l.parent, plain) === undefined ? { ...aside, name: plain } : aside;
}

/** What a person has put in the place of a placeholder: they wrote over it, they did not delete it. */
export function placeTaken(view: View, { s }: NodeView): LocalNode | undefined {
  if (s.hydration !== 'stub') return undefined;
  const folder = view.match.local(s.parent);
  const found = folder && view.world.local.named(folder.lid, s.localName);
  return found?.stands === undefined && view.match.nid(found?.lid ?? 0) === undefined ? found : undefined;
}

/** It is a file of its own, and the placeholder comes back. */
export const savedOver = (view: View, l: LocalNode, { s }: NodeView, r: RemoteNode): SetAside => ({
  ...asNoPlaceholder(view, l, r),
  over: s.nid,
});

/** By itself, under whatever name: what is told of a node tells nothing of what was parted from it. */
export function isKnownPrivate(view: View, { lid }: LocalNode): boolean {
  return view.world.local.wasPrivate.get(lid) === 'itself' || view.parted().has(lid);
}

export function asideName(view: View, l: LocalNode): string {
  const plain = withoutSuffix(l);
  const suffix = l.name.slice(plain.length);
  const folder = view.world.synced.get(view.match.nid(l.parent) ?? 0);
  const taken = (name: string) =>
    [name, stubName(name, 'file'), stubName(name, 'folder')].some(
      (each) => view.world.local.named(l.parent, each) !== undefined,
    ) ||
    (folder !== undefined && view.world.remote.named(folder.key, name) !== undefined);
  return conflictName(plain, view.world.mark, taken) + suffix;
}

const shortId = (key: ItemKey) => key.toString(32);

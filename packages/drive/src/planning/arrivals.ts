import { isIgnored } from '../names/ignored.ts';
import { fileSuffix, folderSuffix, localName, remoteName } from '../names/local-name.ts';
import { ruleFor } from '../rules/folder-rule.ts';
import { kindOf } from '../trees/item-key.ts';
import type { LocalNode } from '../trees/local-tree.ts';
import type { RemoteNode } from '../trees/remote-tree.ts';
import { bring } from './file.ts';
import type { Operation } from './operation.ts';
import { isOutOfSight } from './out-of-sight.ts';
import { arrivalName, asNoPlaceholder, isKnownPrivate, isSpare, occupant, setAside } from './place.ts';
import { folderThere, isInReadOnly, mayAddTo } from './rights.ts';
import { sentInto } from './sent.ts';
import { mayBeOfHere } from './unanswered.ts';
import type { View } from './view.ts';

/** Something remote that is not known here, in a folder that is open here. */
export function planNewRemote(view: View, r: RemoteNode): Operation[] {
  const parent = view.nidOfRemote(r.parent);
  const folder = view.match.local(parent);
  const kind = kindOf(r.key);
  const name = localName(r.name, view.world.profile, r.key.toString(32));
  if (name === undefined) return [];
  const stub = view.strayStubs().get(r.key);
  const same = folder && view.world.local.named(folder.lid, name);
  if (stub !== undefined && !isOpenAs(view, same, r))
    return [{ verb: 'adopt', nid: view.merge(stub.lid, r.key), lid: stub.lid, key: r.key, parent }];
  if (same !== undefined && view.mayBe(same, r)) {
    if (same.frozen) return [];
    if (same.kind === kind) {
      const adopt = (): Operation[] => [
        { verb: 'adopt', nid: view.merge(same.lid, r.key), lid: same.lid, key: r.key, parent },
      ];
      if (kind === 'folder') return adopt();
      if (same.sha256 !== undefined && same.sha256 === r.sha256) return adopt();
      // What was sent from here and written once more before the answer came.
      if (r.sha256 !== undefined && view.world.sent.has(sentInto(r.parent, r.name, r.sha256))) return adopt();
      if (same.sha256 === undefined) return [];
      if (r.sha256 === undefined && r.size === same.size)
        return [{ verb: 'learn', key: r.key, version: r.version }];
    }
    if (same.kind === 'file' || same.kind === 'folder') return [setAside(view, same, r)];
  }
  if (mayBeOfHere(view, r)) return [];
  const nid = view.nidOfRemote(r.key);
  return kind === 'folder' ? bringFolder(view, nid, r) : bring(view, nid, r, view.world.wants.get(nid));
}

/** What lies open in its place is more than a placeholder elsewhere: that one is a copy, or was left behind. */
function isOpenAs(view: View, same: LocalNode | undefined, r: RemoteNode): boolean {
  if (same === undefined || same.kind !== kindOf(r.key) || same.frozen || !view.mayBe(same, r)) return false;
  const isIts = same.kind === 'folder' || (same.sha256 !== undefined && same.sha256 === r.sha256);
  return isIts || view.spareOf(r.key) !== undefined;
}

export function bringFolder(view: View, nid: number, r: RemoteNode, asStub?: boolean): Operation[] {
  const parent = view.nidOfRemote(r.parent);
  const known = view.world.remote.hasChildren(r.key) || view.world.wants.get(nid) === 'full';
  const closed =
    !known && (asStub ?? !(r.listed || ruleFor(parent, view.world.rules, view.world.synced).andBelow));
  const folder = view.match.local(parent);
  if (view.isFrozen(folder)) return [];
  const plain = localName(r.name, view.world.profile, r.key.toString(32));
  const same = plain === undefined ? undefined : folder && view.world.local.named(folder.lid, plain);
  const stray = view.strayStubs().get(r.key);
  if (stray !== undefined && closed) return [{ verb: 'adopt', nid, lid: stray.lid, key: r.key, parent }];
  if (same?.kind === 'folder' && !same.frozen && view.mayBe(same, r))
    return [{ verb: 'adopt', nid: view.merge(same.lid, r.key), lid: same.lid, key: r.key, parent }];
  // What was moved just now may be its placeholder: two of one item would stay.
  if (closed && view.world.local.vanished > 0) return [];
  const name = arrivalName(view, r, closed);
  if (name === undefined) return [];
  const { key, version } = r;
  if (closed) return [{ verb: 'stub', nid, key, version, parent, name, replaces: undefined }];
  return [{ verb: 'make-local', nid, key, parent, name }];
}

/** A placeholder that is not the one of any node. */
export function planStrayStub(view: View, l: LocalNode): Operation[] {
  const key = l.stands?.key;
  if (key === undefined) return [];
  const { synced, remote } = view.world;
  if (isSpare(view, l)) return [];
  const s = synced.of(key);
  const folder = synced.get(view.match.nid(l.parent) ?? 0);
  const isListed = folder !== undefined && remote.get(folder.key)?.listed !== false;
  // Out of sight, it stands for nothing that a person could have; shown again, the item comes by itself.
  const isKnownGone =
    s === undefined && (remote.isHidden(key) || (remote.get(key) === undefined && isListed));
  const isHere = s !== undefined && view.match.local(s.nid) !== undefined;
  return isKnownGone || isHere ? [{ verb: 'drop-stub', lid: l.lid, key }] : [];
}

/** Something local that the remote does not have. */
export function planNewLocal(view: View, l: LocalNode): Operation[] {
  if ((l.kind !== 'file' && l.kind !== 'folder') || isIgnored(l.name) || l.frozen) return [];
  const parent = view.nidOfLocal(l.parent);
  const into = folderThere(view, l);
  if (view.wasHidden(l) || (into !== undefined && isOutOfSight(view.world, into))) return [];
  // The name says "a placeholder", and it is not one of ours.
  if (l.name.endsWith(fileSuffix) || l.name.endsWith(folderSuffix)) return [asNoPlaceholder(view, l)];
  const name = remoteName(l.name, view.world.profile);
  if (occupant(view, parent, name, 0) === 'stays') {
    const folder = view.world.synced.get(parent)?.key ?? 0;
    return [setAside(view, l, view.world.remote.get(view.world.remote.named(folder, name) ?? 0))];
  }
  if (isKeptHere(view, l)) return [];
  const isPrivate = isToBePrivate(view, l);
  if (isPrivate === undefined) return [];
  const top = topmostNew(view, l);
  const added = {
    kind: top.kind === 'folder' ? top.kind : 'file',
    isPrivate: top === l ? isPrivate : isToBePrivate(view, top) === true,
  } as const;
  if (isInReadOnly(view, l) || !mayAddTo(view, into?.nid ?? parent, added)) return [];
  const nid = view.nidOfLocal(l.lid);
  const target = { nid, lid: l.lid, parent, name, isPrivate };
  if (l.kind === 'folder') return [{ verb: 'make-remote', ...target }];
  return l.sha256 === undefined ? [] : [{ verb: 'upload', ...target, expected: undefined }];
}

/**
 * What was private goes nowhere as anything else. By the folder above it alone it was, where that one is so there as
 * well; whether it is, is known when it is there: undefined until then.
 */
function isToBePrivate(view: View, l: LocalNode): boolean | undefined {
  const { world, match } = view;
  const { local, synced, remote } = world;
  const { wasPrivate } = local;
  if (isKnownPrivate(view, l)) return true;
  if (wasPrivate.size === 0) return false;
  let isRemembered = false;
  for (let at: LocalNode | undefined = l; at !== undefined; at = local.get(at.parent))
    isRemembered ||= wasPrivate.has(at.lid);
  if (!isRemembered) return false;
  const folder = synced.get(match.nid(l.parent) ?? 0);
  if (folder === undefined) return undefined;
  const there = remote.get(folder.key);
  if (there === undefined) return !folder.isPrivate;
  for (let at: RemoteNode | undefined = there; at !== undefined; at = remote.get(at.parent))
    if (at.isPrivate) return false;
  return true;
}

/** The folder with which it comes into one that is there; itself where it lies in that. */
function topmostNew({ world: { local }, match }: View, l: LocalNode): LocalNode {
  let top = l;
  for (let at = local.get(l.parent); at !== undefined; at = local.get(at.parent)) {
    if (match.nid(at.lid) !== undefined) break;
    top = at;
  }
  return top;
}

/** By a pattern of the person's; a folder goes all the same where something both sides have was moved into it. */
function isKeptHere(view: View, l: LocalNode): boolean {
  return view.world.local.isIgnored(l) && !holdsKnown(view, l.lid);
}

function holdsKnown(view: View, lid: number): boolean {
  for (const child of view.world.local.childrenOf(lid))
    if (view.match.nid(child) !== undefined || holdsKnown(view, child)) return true;
  return false;
}

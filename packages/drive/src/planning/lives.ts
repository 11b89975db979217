import { isFolder } from '../trees/synced-tree.ts';
import { isOutOfSight } from './out-of-sight.ts';
import { mayDelete } from './rights.ts';
import { isUndone } from './undone.ts';
import type { NodeView, View } from './view.ts';

/**
 * A folder that one side deleted lives on when the other side did something to it or in it: a delete removes only
 * what the deleter saw.
 */
export function livesRemotely(view: View, node: NodeView): boolean {
  return memo(view, node, 'remotely', () => {
    if (node.l === undefined) return false;
    if (node.localMoved || movedWith(view, node)) return true;
    for (const lid of view.world.local.childrenOf(node.l.lid)) {
      const child = view.world.local.get(lid);
      if (child === undefined || child.kind === 'other') continue;
      const nid = view.match.nid(lid);
      const known = nid === undefined ? undefined : view.node(nid);
      // That stays here, and is no reason to make the folder there.
      if (known !== undefined && isOutOfSight(view.world, known.s)) continue;
      if (known === undefined) {
        if (child.kind === 'file' || child.kind === 'folder') return true;
      } else if (known.r !== undefined) {
        if (known.localMoved && !known.remoteMoved) return true;
      } else if (known.localContent || known.localMoved || view.isUnsure(known)) return true;
      else if (isFolder(known.s) && known.s.hydration === 'full' && livesRemotely(view, known)) return true;
    }
    return false;
  });
}

/** Whether a copy lies in a folder here of something that is out of sight. */
export function keepsHidden(view: View, lid: number): boolean {
  const { local, remote, synced } = view.world;
  if (remote.hidden.size === 0) return false;
  for (const child of local.childrenOf(lid)) {
    const s = synced.get(view.match.nid(child) ?? 0);
    if ((s !== undefined && isOutOfSight(view.world, s)) || keepsHidden(view, child)) return true;
  }
  return false;
}

function livesLocally(view: View, node: NodeView): boolean {
  return memo(view, node, 'locally', () => {
    if (node.r === undefined) return false;
    if (node.remoteMoved || view.world.wants.has(node.s.nid) || broughtAlong(view, node)) return true;
    for (const key of view.world.remote.childrenOf(node.r.key)) {
      const s = view.world.synced.of(key);
      const known = s === undefined ? undefined : view.node(s.nid);
      if (known === undefined) return true;
      if (known.l !== undefined) {
        if (known.remoteMoved || !known.localMoved || comesHome(view, known)) return true;
      } else if (known.remoteContent || known.remoteMoved || known.r?.mayDelete === false) return true;
      else if (view.world.wants.has(known.s.nid) || view.world.held.get(known.s.nid)?.isUnseen) return true;
      else if (isFolder(known.s) && livesLocally(view, known)) return true;
    }
    return false;
  });
}

/** It was moved away here, and is moved back. */
const comesHome = (view: View, { s, l, r }: NodeView): boolean =>
  l !== undefined && r !== undefined && isUndone(view, { s, r }, view.localPlace({ s, l }).parent);

/** A local delete that is not carried out: the remote has changed it, or does not let it go. */
export function comesBack(view: View, node: NodeView): boolean {
  const { s, r } = node;
  if (r === undefined) return false;
  if (!mayDelete(view, r) || view.world.wants.has(s.nid)) return true;
  if (view.world.held.get(s.nid)?.isUnseen) return true;
  if (node.remoteContent || node.remoteMoved || broughtAlong(view, node)) return true;
  return isFolder(s) && livesLocally(view, node);
}

/** Somebody moved a folder above it that the remote has deleted: what they moved is theirs to keep. */
export function movedWith(view: View, node: NodeView): boolean {
  for (let at = node.l && view.world.local.get(node.l.parent); at; at = view.world.local.get(at.parent)) {
    const nid = view.match.nid(at.lid);
    const above = nid === undefined ? undefined : view.node(nid);
    if (above?.r !== undefined) return false;
    if (above?.localMoved) return true;
  }
  return false;
}

/** Somebody moved a folder above it that was deleted here. */
function broughtAlong(view: View, node: NodeView): boolean {
  for (let at = node.r && view.world.remote.get(node.r.parent); at; at = view.world.remote.get(at.parent)) {
    const s = view.world.synced.of(at.key);
    const above = s === undefined ? undefined : view.node(s.nid);
    if (above?.l !== undefined) return false;
    if (above?.remoteMoved) return true;
  }
  return false;
}

const answers = new WeakMap<View, Map<string, boolean>>();

function memo(view: View, { s }: NodeView, side: string, answer: () => boolean): boolean {
  const known = answers.get(view) ?? new Map<string, boolean>();
  answers.set(view, known);
  const key = `${side}${s.nid}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  // While it is being asked, a folder does not live by itself.
  known.set(key, false);
  const found = answer();
  known.set(key, found);
  return found;
}

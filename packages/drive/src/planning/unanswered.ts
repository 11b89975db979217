import { remoteName } from '../names/local-name.ts';
import { kindOf } from '../trees/item-key.ts';
import type { LocalNode } from '../trees/local-tree.ts';
import type { RemoteNode } from '../trees/remote-tree.ts';
import type { Unanswered } from './sent.ts';
import type { View } from './view.ts';

/**
 * Whether something new of the remote may be what was sent from here without an answer, and renamed there since. Brought
 * here it would be another one: the next call tells, and until then it waits.
 */
export function mayBeOfHere(view: View, r: RemoteNode): boolean {
  const isFolder = kindOf(r.key) === 'folder';
  return view.world.unanswered.some(
    (each) => (each.sha256 === undefined) === isFolder && each.sha256 === r.sha256 && isToBeSent(view, each),
  );
}

/** Whether it lies here still as it was sent; also where nobody can look. */
function isToBeSent(view: View, { folder, name, sha256 }: Unanswered): boolean {
  const { synced, local, profile } = view.world;
  const above = view.node(synced.of(folder)?.nid ?? 0);
  if (above === undefined) return false;
  if (view.isUnread(above)) return true;
  const isIt = (l: LocalNode) => {
    if (view.match.nid(l.lid) !== undefined || remoteName(l.name, profile) !== name) return false;
    if (l.frozen) return true;
    return sha256 === undefined ? l.kind === 'folder' : l.kind === 'file' && l.sha256 === sha256;
  };
  for (const lid of local.childrenOf(above.l?.lid ?? 0)) {
    const l = local.get(lid);
    if (l !== undefined && isIt(l)) return true;
  }
  return false;
}

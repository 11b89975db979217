import type { LocalNode, LocalTree } from '../trees/local-tree.ts';
import { isFolder, rootNid, type Synced } from '../trees/synced-tree.ts';
import { isOutOfSight } from './out-of-sight.ts';
import type { World } from './world.ts';

/** Which local thing is which node. */
export interface Matching {
  local(nid: number): LocalNode | undefined;
  nid(lid: number): number | undefined;
}

/**
 * By identity first, so that a move is a move. A file at the old place of a file that is otherwise gone is that file:
 * programs save by writing a new one over the old.
 */
export function matchLocal(base: Pick<World, 'synced' | 'remote'>, local: LocalTree): Matching {
  const { synced } = base;
  // Both are numbered from 1 on; 0 is nobody's.
  const toLid = new Uint32Array(synced.next);
  const toNid = new Uint32Array(local.next);
  const pair = (nid: number, lid: number) => {
    toLid[nid] = lid;
    toNid[lid] = nid;
  };
  const unpair = (nid: number) => {
    toNid[toLid[nid] ?? 0] = 0;
    toLid[nid] = 0;
  };
  pair(rootNid, 1);

  // What has not moved is found by its place, from the top; this is nearly everything, and needs no index.
  const isWhereItWas = ({ parent, localName }: Synced, { lid }: LocalNode) =>
    local.named(toLid[parent] ?? 0, localName)?.lid === lid;
  const astray: Synced[] = [];
  const atPlace = (node: Synced): LocalNode | undefined => {
    const parent = toLid[node.parent] || undefined;
    const found = parent === undefined ? undefined : local.named(parent, node.localName);
    return found !== undefined && sameKind(node, found) ? found : undefined;
  };
  const queue = [rootNid];
  for (const nid of queue) {
    for (const child of synced.childrenOf(nid)) {
      const node = synced.get(child);
      if (node === undefined) continue;
      const found = atPlace(node);
      if (found !== undefined && found.identity === node.identity) {
        pair(child, found.lid);
        if (isFolder(node)) queue.push(child);
      } else astray.push(node);
    }
  }
  if (astray.length === 0) return matching(local, toLid, toNid);

  // Everything below a folder that is not where it was.
  for (const node of astray)
    for (const child of synced.childrenOf(node.nid)) {
      const below = synced.get(child);
      if (below !== undefined) astray.push(below);
    }
  const byIdentity = new Map<string, number[]>();
  for (const node of local.all()) {
    if (node.identity === '' || toNid[node.lid]) continue;
    const others = byIdentity.get(node.identity);
    if (others === undefined) byIdentity.set(node.identity, [node.lid]);
    else others.push(node.lid);
  }
  for (const node of astray) {
    const candidates = (node.identity === '' ? undefined : byIdentity.get(node.identity)) ?? [];
    const at = candidates.findIndex((lid) => {
      const found = local.get(lid);
      return found !== undefined && sameKind(node, found);
    });
    const lid = candidates[at];
    if (lid === undefined) continue;
    candidates.splice(at, 1);
    pair(node.nid, lid);
  }
  const closed = new Set(astray.flatMap((s) => (isShut(base, s) && s.identity !== '' ? [s.identity] : [])));
  const isClosed = ({ lid, identity }: LocalNode) =>
    closed.has(identity) || local.wasPrivate.get(lid) === 'itself';
  const isPassedOn = heirs(base);
  const isAnothers = namesakes(base);
  // From the top again: parents that were found make their children's old places known.
  for (const node of astray) {
    if (isPassedOn(node)) continue;
    if (toLid[node.nid]) {
      if (isFolder(node) || node.hydration === 'stub') continue;
      // Renamed away, and something new put in its place: the place keeps the versions.
      const here = atPlace(node);
      if (here !== undefined && !toNid[here.lid] && !isAnothers(node, here)) {
        unpair(node.nid);
        pair(node.nid, here.lid);
      }
      continue;
    }
    const here = atPlace(node);
    if (here === undefined || here.kind === 'stub' || here.kind === 'folder-stub') continue;
    if (isAnothers(node, here)) continue;
    const other = synced.get(toNid[here.lid] ?? 0);
    // Nor one that was another's before that got a new one.
    if (other === undefined) {
      if (isShut(base, node) || !isClosed(here)) pair(node.nid, here.lid);
    } else if (!isFolder(node) && !isWhereItWas(other, here) && mayBecome(base, other, node)) {
      unpair(other.nid);
      pair(node.nid, here.lid);
    }
  }
  return matching(local, toLid, toNid);
}

/**
 * Whether what is saved in the place of a node is another one's: the remote deleted the first, and the second came where it
 * lay. Of two that it deleted the private one has the place.
 */
function heirs({ synced, remote }: Pick<World, 'synced' | 'remote'>): (node: Synced) => boolean {
  const placeOf = ({ parent, localName }: Synced) => `${parent}/${localName}`;
  let owners: Map<string, Synced> | undefined;
  const found = () => {
    const all = [...synced.all()];
    const closed = all.filter(({ isPrivate }) => isPrivate);
    const live = all.filter(({ key }) => remote.get(key) !== undefined);
    return new Map([...closed, ...live].map((s) => [placeOf(s), s]));
  };
  return (node) => {
    if (remote.get(node.key) !== undefined) return false;
    owners ??= found();
    const owner = owners.get(placeOf(node)) ?? node;
    return owner !== node && (remote.get(owner.key) !== undefined || !node.isPrivate);
  };
}

/** Whether what lies in the place of a node has another case than that, and the very name that another one had there. */
function namesakes({ synced }: Pick<World, 'synced'>): (node: Synced, here: LocalNode) => boolean {
  let names: Set<string> | undefined;
  return (node, { name, kind }) => {
    if (name === node.localName) return false;
    names ??= new Set([...synced.all()].map((s) => `${isFolder(s)} ${s.parent}/${s.localName}`));
    return names.has(`${kind === 'folder'} ${node.parent}/${name}`);
  };
}

/**
 * A file moved over another is a new version of that one, unless that would show what was private, or what is out of
 * sight; nor is anything lost from sight so.
 */
function mayBecome(base: Pick<World, 'synced' | 'remote'>, moved: Synced, over: Synced): boolean {
  if (isShut(base, moved) && !isShut(base, over)) return false;
  return !isOutOfSight(base, moved) && !isOutOfSight(base, over);
}

/** Private, or out of this person's sight, which it may be because it was made private. */
const isShut = (base: Pick<World, 'synced' | 'remote'>, s: Synced): boolean =>
  s.isPrivate || base.remote.get(s.key)?.isPrivate === true || isOutOfSight(base, s);

function sameKind(node: Synced, found: LocalNode): boolean {
  const folder = isFolder(node);
  if (node.hydration === 'full') return found.kind === (folder ? 'folder' : 'file');
  return found.kind === (folder ? 'folder-stub' : 'stub') && found.stands?.key === node.key;
}

function matching(local: LocalTree, toLid: Uint32Array, toNid: Uint32Array): Matching {
  return {
    local: (nid) => {
      const lid = toLid[nid];
      return lid ? local.get(lid) : undefined;
    },
    nid: (lid) => toNid[lid] || undefined,
  };
}

import { rootNid, type SyncedTree } from '../trees/synced-tree.ts';

/** Where a node lies in the folder, as the base has it. */
export function pathOf(synced: SyncedTree, nid: number): string {
  const names: string[] = [];
  for (let at = synced.get(nid); at !== undefined && at.parent !== 0; at = synced.get(at.parent))
    names.push(at.localName);
  return names.reverse().join('/');
}

/** The node of a path; a placeholder and what it stands for answer to both their names. */
export function nidAt(synced: SyncedTree, path: string): number | undefined {
  let at = rootNid;
  for (const name of path === '' ? [] : path.split('/')) {
    const children = [...synced.childrenOf(at)];
    const named = (same: (localName: string) => boolean) =>
      children.find((nid) => same(synced.get(nid)?.localName ?? ''));
    const next =
      named((localName) => localName === name) ??
      named((localName) => plain(localName) === name) ??
      named((localName) => localName === plain(name));
    if (next === undefined) return undefined;
    at = next;
  }
  return at;
}

const plain = (localName: string) => localName.replace(/\.cloudf?$/, '');

import { isIgnored } from '../names/ignored.ts';
import { localName, nameKey, remoteName } from '../names/local-name.ts';
import { stubName } from '../placeholders/stub-name.ts';
import type { Matching } from '../planning/matching.ts';
import type { DiskProfile } from '../ports/disk.ts';
import type { State } from '../store/state.ts';
import type { LocalNode, LocalTree } from '../trees/local-tree.ts';

type Trees = Pick<State, 'synced' | 'remote'>;

/** Whether a look passes over what has a name, without looking at it. */
export type PassedOver = (name: string) => boolean;

/** @param known names that either side has, though they look like a program's leftovers; asked for when one is met */
export function passedOver(profile: DiskProfile, known: () => ReadonlySet<string>): PassedOver {
  const keyOf = nameKey(profile);
  let keys: ReadonlySet<string> | undefined;
  return (name) => {
    if (!isIgnored(name)) return false;
    keys ??= new Set([...known()].map(keyOf));
    return !keys.has(keyOf(name));
  };
}

/** Names that would be leftovers if neither the base nor the remote had them, wherever they have them. */
export function knownLeftovers({ synced, remote }: Trees, profile: DiskProfile): Set<string> {
  const found = new Set<string>();
  for (const { localName: name } of synced.all()) if (isIgnored(name)) found.add(name);
  for (const r of remote.all()) {
    const name = isIgnored(r.name) ? localName(r.name, profile, '') : undefined;
    if (name === undefined) continue;
    for (const each of [name, stubName(name, 'file'), stubName(name, 'folder')])
      if (isIgnored(each)) found.add(each);
  }
  return found;
}

/** Takes out what has the name of something known elsewhere, and is a leftover where it lies. */
export function dropLeftovers(trees: Trees, profile: DiskProfile, tree: LocalTree, match: Matching): void {
  for (const l of tree.all()) {
    if (!isIgnored(l.name) || match.nid(l.lid) !== undefined || l.stands !== undefined) continue;
    const folder = match.nid(l.parent);
    if (folder !== undefined && !hasNamesake(trees, profile, folder, l)) tree.delete(l.lid);
  }
}

/** Whether the remote has something of its name in the folder it lies in. */
export function hasNamesake(
  { synced, remote }: Trees,
  profile: DiskProfile,
  parent: number | undefined,
  l: LocalNode,
): boolean {
  const folder = synced.get(parent ?? 0);
  return folder !== undefined && remote.named(folder.key, remoteName(l.name, profile, '/')) !== undefined;
}

import type { Matching } from '../planning/matching.ts';
import { type Disk, type Stat, stateFolder } from '../ports/disk.ts';
import type { Remote, RemoteAbilities, RemoteItem } from '../ports/remote.ts';
import type { Surroundings } from '../ports/surroundings.ts';
import type { State } from '../store/state.ts';
import { type ItemKey, keyOf } from '../trees/item-key.ts';
import type { LocalNode, LocalTree } from '../trees/local-tree.ts';
import type { RemoteNode } from '../trees/remote-tree.ts';

/** What every operation is carried out with. */
export interface Tools {
  state: State;
  disk: Disk;
  remote: Remote;
  abilities: RemoteAbilities;
  surroundings: Surroundings;
  mountKey: string;
}

/** What a mount is without its server: enough to look at the folder and to end what was cut off. */
export type Parts = Omit<Tools, 'abilities'>;

/** One plan being carried out. The trees follow every step that was committed. */
export class Run {
  readonly tools: Tools;
  readonly local: LocalTree;
  /** Awaited before each step: what has to be so before the first. */
  readonly begin: () => Promise<void>;
  readonly #match: Matching;
  readonly #bound = new Map<number, number>();

  constructor(tools: Tools, local: LocalTree, match: Matching, begin: () => Promise<void>) {
    this.tools = tools;
    this.local = local;
    this.#match = match;
    this.begin = begin;
  }

  localOf(nid: number): LocalNode | undefined {
    return this.local.get(this.#bound.get(nid) ?? this.#match.local(nid)?.lid ?? 0);
  }

  bind(nid: number, lid: number): void {
    this.#bound.set(nid, lid);
  }

  keyOf(nid: number): ItemKey | undefined {
    return this.tools.state.synced.get(nid)?.key;
  }
}

/** Another one whenever a file may have been written; a rename counts as well. */
export const stampOf = (stat: Stat): string => `${stat.size}:${stat.mtimeNs}:${stat.ctimeNs}:${stat.ino}`;

/** What a rename or a second name leaves as it is. */
export const likenessOf = (stat: Stat): string => `${stat.size}:${stat.mtimeNs}:${stat.ino}`;

export const likenessOfStamp = (stamp: string): string => {
  const [size, mtime, , ino] = stamp.split(':');
  return `${size}:${mtime}:${ino}`;
};

/** Inode numbers are used again; the time of birth tells the two apart. Without it a write looks like another file. */
export const identityOf = (stat: Stat): string =>
  stat.birthtimeNs > 0n ? `${stat.ino}:${stat.birthtimeNs}` : `${stat.ino}~${stat.size}:${stat.mtimeNs}`;

/** A stamp taken in the same instant as a write would not show the write; it is proved once more after this long. */
export const proofAfter = 2_000;

/**
 * How the remote has an item, in a row of its tree. What only listing tells stays as it was; of an item that is new,
 * it is as in the folder it lies in.
 */
export function remoteNode(item: RemoteItem, before: RemoteNode | undefined, above?: RemoteNode): RemoteNode {
  const version = item.version ?? '';
  const sameContent = before !== undefined && before.version === version;
  return {
    key: keyOf(item),
    parent: item.parentId === undefined ? 0 : keyOf({ id: item.parentId, kind: 'folder' }),
    name: item.name,
    size: item.size ?? 0,
    version,
    sha256: item.sha256 ?? (sameContent ? before.sha256 : undefined),
    listedTag: before?.listedTag,
    listed: before?.listed ?? false,
    isPrivate: item.isPrivate ?? before?.isPrivate ?? false,
    mayWrite: item.can?.write ?? (before ?? above)?.mayWrite ?? true,
    mayDelete: item.can?.delete ?? (before ?? above)?.mayDelete ?? true,
    state: 'live',
    missingSince: 0,
  };
}

export const joined = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
export const partialFolder = `${stateFolder}/partial`;
export const trashFolder = `${stateFolder}/trash`;

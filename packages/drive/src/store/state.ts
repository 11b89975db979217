import type { Hold } from '../planning/world.ts';
import type { FolderRule } from '../rules/folder-rule.ts';
import type { ItemKey } from '../trees/item-key.ts';
import { type RemoteNode, RemoteTree } from '../trees/remote-tree.ts';
import { type Synced, SyncedTree } from '../trees/synced-tree.ts';
import { GroupCommit } from './group-commit.ts';
import { type Changes, type Keeper, type NoteKind, noteKinds } from './keeper.ts';

/** Why something is not done, and when it is tried again. */
export interface Problem {
  code: string;
  text: string;
  /** Of what it is about, in the folder; '' where it has none yet. */
  path?: string;
  since: number;
  attempts: number;
  nextTry: number;
}

/** Content that was taken out of the folder and can be put back. */
export interface Trashed {
  path: string;
  stored: string;
  /** `unsent`: the only copy there is, which a person took out of the folder. */
  origin: 'remote-delete' | 'replaced' | 'unsent';
  at: number;
  size: number;
  /** The paths of what was private by itself: the file, and folders above it. */
  privateBy: readonly string[];
}

/** What was begun and could be cut off in the middle. */
export type Journaled =
  | { verb: 'upload'; token: string; resume: string | undefined }
  | { verb: 'make-remote'; token: string }
  | {
      verb: 'place';
      /** What the base says once it is there. */
      row: Synced;
      partial: string;
      target: string;
      trash: string;
      /** Of what is replaced. */
      like: string;
      aside?: string;
    }
  | { verb: 'trash'; nid: number; path: string; trash: string; like: string }
  | {
      verb: 'keep';
      entry: Trashed;
      /** The digest of what the server has. */
      known?: string;
      successor?: string;
    }
  | { verb: 'remove-folder'; nid: number; path: string }
  | { verb: 'renew'; key: ItemKey; path: string; away: string }
  | { verb: 'close'; nid: number; path: string; away: string }
  | { verb: 'dehydrate'; row: Synced; path: string; stub: string; trash: string; like: string };

export interface WasPrivate {
  path: string;
  identity: string;
  by: 'itself' | 'above';
}

export interface Notes {
  meta: string | number | boolean;
  op: Journaled;
  held: Hold;
  want: 'full' | 'stub';
  rule: FolderRule;
  trash: Trashed;
  problem: Problem;
  refused: number;
  approved: true;
  /** The imprint of the folder when both sides were last found in step. Whatever is kept takes it away. */
  still: string;
  /** What is private, by itself or by a folder above it, and what the base does not know, or no more, under its path. */
  private: WasPrivate;
  /** How many files were deleted in ten minutes, by the folder of the first level: see `deletes.ts`. */
  deleted: [folder: number, files: number][];
  /** Copies of placeholders that a person made: see `spares.ts`. */
  spare: true;
}

export const privateKey = ({ path, identity }: Omit<WasPrivate, 'by'>): string => `${identity} ${path}`;

/** What both trees say alike they say with one text: of a hundred thousand files this is a third of the memory. */
function withSharedTexts(row: Synced, remote: RemoteNode | undefined): Synced {
  if (remote === undefined) return row;
  if (row.remoteName === remote.name) row.remoteName = remote.name;
  if (row.localName === row.remoteName) row.localName = row.remoteName;
  if (row.version === remote.version) row.version = remote.version;
  if (row.sha256 === remote.sha256) row.sha256 = remote.sha256;
  return row;
}

interface Trees {
  readonly synced: SyncedTree;
  readonly remote: RemoteTree;
}

/** What the engine knows, in memory and on the disk: the disk first, so that memory never knows more. */
export class State {
  readonly #notes = new Map<NoteKind, Map<string, unknown>>(noteKinds.map((kind) => [kind, new Map()]));
  readonly #keeper: Keeper;
  readonly #commits: GroupCommit;
  #trees: Trees | undefined;
  #epoch = 0;

  constructor(keeper: Keeper) {
    this.#keeper = keeper;
    this.#commits = new GroupCommit(keeper, (changes) => this.#settle(changes));
    for (const { kind, key, value } of keeper.load().notes) this.#notes.get(kind)?.set(key, value);
  }

  get synced(): SyncedTree {
    return this.#loaded().synced;
  }

  get remote(): RemoteTree {
    return this.#loaded().remote;
  }

  /** Read when they are first needed: a look that finds everything as it was does without. */
  #loaded(): Trees {
    if (this.#trees !== undefined) return this.#trees;
    const trees = { synced: new SyncedTree(), remote: new RemoteTree() };
    const { synced, remote } = this.#keeper.load();
    for (const row of remote) trees.remote.set(row);
    for (const row of synced) trees.synced.set(withSharedTexts(row, trees.remote.get(row.key)));
    this.#trees = trees;
    return trees;
  }

  notes<K extends NoteKind>(kind: K): ReadonlyMap<string, Notes[K]> {
    return this.#notes.get(kind) as ReadonlyMap<string, Notes[K]>;
  }

  change(): Draft {
    return new Draft(this.#commits, this.notes('still'), () => this.#nextEpoch());
  }

  /** Counts what is committed: a copy of the database knows of fewer. */
  #nextEpoch(): number {
    this.#epoch = Math.max(this.#epoch, Number(this.notes('meta').get('epoch') ?? 0)) + 1;
    return this.#epoch;
  }

  close(): void {
    this.#keeper.close();
  }

  #settle(changes: Changes): void {
    // Trees that nobody has asked for will be read with what was committed.
    const { synced, remote } = this.#trees ?? {};
    for (const [nid, row] of changes.synced) row ? synced?.set(row) : synced?.delete(nid);
    for (const [key, row] of changes.remote) row ? remote?.set(row) : remote?.delete(key);
    for (const [kind, rows] of changes.notes)
      for (const [key, value] of rows)
        if (value === undefined) this.#notes.get(kind)?.delete(key);
        else this.#notes.get(kind)?.set(key, value);
  }
}

/** Changes that become true together. */
export class Draft {
  readonly #changes: Changes = { synced: new Map(), remote: new Map(), notes: new Map() };
  readonly #commits: GroupCommit;
  readonly #still: ReadonlyMap<string, unknown>;
  readonly #nextEpoch: () => number;

  constructor(commits: GroupCommit, still: ReadonlyMap<string, unknown>, nextEpoch: () => number) {
    this.#commits = commits;
    this.#still = still;
    this.#nextEpoch = nextEpoch;
  }

  synced(row: Synced): this {
    this.#changes.synced.set(row.nid, row);
    return this;
  }

  /** Forgets a node and what was noted about it. */
  forget(nid: number): this {
    this.#changes.synced.set(nid, undefined);
    return this.note('held', String(nid)).note('want', String(nid)).note('rule', String(nid));
  }

  remote(row: RemoteNode): this {
    this.#changes.remote.set(row.key, row);
    return this;
  }

  gone(keys: Iterable<ItemKey>): this {
    for (const key of keys) this.#changes.remote.set(key, undefined);
    return this;
  }

  /** One path may have had several. */
  wasPrivate(it: WasPrivate): this {
    return this.note('private', privateKey(it), it);
  }

  note<K extends NoteKind>(kind: K, key: string, value?: Notes[K]): this {
    const rows = this.#changes.notes.get(kind) ?? new Map<string, unknown>();
    this.#changes.notes.set(kind, rows.set(key, value));
    return this;
  }

  /** Durable when it returns. */
  commit(): void {
    if (this.#isEmpty()) return;
    this.#unsettle();
    this.#commits.now(this.#changes);
  }

  /** Durable when it resolves, together with what other steps hand over meanwhile. */
  async commitSoon(): Promise<void> {
    if (this.#isEmpty()) return;
    this.#unsettle();
    await this.#commits.soon(this.#changes);
  }

  /** What was found in step was found so by what is changed here: in the same commit it is not known any more. */
  #unsettle(): void {
    const { synced, remote, notes } = this.#changes;
    const isBeside = [...notes.keys()].every(
      (kind) => kind === 'meta' || kind === 'still' || kind === 'trash',
    );
    if (synced.size + remote.size === 0 && isBeside) return;
    for (const key of this.#still.keys()) this.note('still', key);
    this.note('meta', 'epoch', this.#nextEpoch());
  }

  #isEmpty(): boolean {
    const { synced, remote, notes } = this.#changes;
    return synced.size + remote.size + notes.size === 0;
  }
}

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
}

/** What was begun and could be cut off in the middle. */
export type Journaled =
  | { verb: 'upload'; token: string; resume: string | undefined }
  | { verb: 'make-remote'; token: string }
  | {
      verb: 'place';
      row: Synced;
      partial: string;
      target: string;
      trash: string;
      aside?: string;
      stub?: string;
    }
  | { verb: 'trash'; nid: number; path: string; trash: string; like: string }
  | { verb: 'remove-folder'; nid: number; path: string }
  | { verb: 'renew'; key: ItemKey; path: string; away: string }
  | { verb: 'close'; nid: number; path: string; away: string }
  | { verb: 'dehydrate'; row: Synced; path: string; stub: string; trash: string; like: string };

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
}

/** What both trees say alike they say with one text: of a hundred thousand files this is a third of the memory. */
function withSharedTexts(row: Synced, remote: RemoteNode | undefined): Synced {
  if (remote === undefined) return row;
  if (row.remoteName === remote.name) row.remoteName = remote.name;
  if (row.localName === row.remoteName) row.localName = row.remoteName;
  if (row.version === remote.version) row.version = remote.version;
  if (row.sha256 === remote.sha256) row.sha256 = remote.sha256;
  return row;
}

/** What the engine knows, in memory and on the disk: the disk first, so that memory never knows more. */
export class State {
  readonly synced = new SyncedTree();
  readonly remote = new RemoteTree();
  readonly #notes = new Map<NoteKind, Map<string, unknown>>(noteKinds.map((kind) => [kind, new Map()]));
  readonly #keeper: Keeper;
  readonly #commits: GroupCommit;

  constructor(keeper: Keeper) {
    this.#keeper = keeper;
    this.#commits = new GroupCommit(keeper, (changes) => this.#settle(changes));
    const { synced, remote, notes } = keeper.load();
    for (const row of remote) this.remote.set(row);
    for (const row of synced) this.synced.set(withSharedTexts(row, this.remote.get(row.key)));
    for (const { kind, key, value } of notes) this.#notes.get(kind)?.set(key, value);
  }

  notes<K extends NoteKind>(kind: K): ReadonlyMap<string, Notes[K]> {
    return this.#notes.get(kind) as ReadonlyMap<string, Notes[K]>;
  }

  change(): Draft {
    return new Draft(this.#commits);
  }

  close(): void {
    this.#keeper.close();
  }

  #settle(changes: Changes): void {
    for (const [nid, row] of changes.synced) row ? this.synced.set(row) : this.synced.delete(nid);
    for (const [key, row] of changes.remote) row ? this.remote.set(row) : this.remote.delete(key);
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

  constructor(commits: GroupCommit) {
    this.#commits = commits;
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

  note<K extends NoteKind>(kind: K, key: string, value?: Notes[K]): this {
    const rows = this.#changes.notes.get(kind) ?? new Map<string, unknown>();
    this.#changes.notes.set(kind, rows.set(key, value));
    return this;
  }

  /** Durable when it returns. */
  commit(): void {
    if (!this.#isEmpty()) this.#commits.now(this.#changes);
  }

  /** Durable when it resolves, together with what other steps hand over meanwhile. */
  async commitSoon(): Promise<void> {
    if (!this.#isEmpty()) await this.#commits.soon(this.#changes);
  }

  #isEmpty(): boolean {
    const { synced, remote, notes } = this.#changes;
    return synced.size + remote.size + notes.size === 0;
  }
}

import assert from 'node:assert/strict';
import { identityOf } from '../executing/run.ts';
import { type ItemKey, keyOf } from '../trees/item-key.ts';
import type { Synced } from '../trees/synced-tree.ts';
import type { SimulatedServer } from './server.test-support.ts';
import type { Install } from './world.test-support.ts';

interface Deleted {
  readonly id: number;
  /** By whom; by others, at the server, where there is none. */
  readonly by: Install | undefined;
}

/**
 * What a person deleted does not come back, unless somebody has touched it: a content that was deleted on one side is in
 * the end the newest of no item. Of what was moved the place wins and not the delete; what was sent without an answer is
 * a file that nobody else is known to have. Nothing is said where a base was lost or is yesterday's, or where something
 * was out of sight, since both sides are united then; nor where somebody asked for what was deleted,
 * or where something may not be deleted, which comes back.
 */
export class Deletes {
  readonly #server: SimulatedServer;
  readonly #deleted = new Map<string, Deleted>();
  readonly #touched = new Set<string>();
  readonly #touchedItems = new Set<number>();
  /** Whether it can be said at all. */
  isTold = true;

  constructor(server: SimulatedServer) {
    this.#server = server;
  }

  deletedThere(id: number, installs: readonly Install[]): void {
    for (const [item, content] of this.#below(id))
      if (installs.every((install) => isHeard(install, item, content)))
        this.#delete(item, content, undefined);
  }

  /**
   * A placeholder says nothing of the content that its person knew; nor does the base of what has not come whole, or of what
   * was sent without an answer.
   */
  deletedHere(install: Install, paths: readonly string[]): void {
    const { disk, keeper } = install;
    for (const inode of paths.map((path) => disk.need(path))) {
      const s = inode.kind === 'file' ? keeper.has({ identity: identityOf(disk.statOf(inode)) }) : undefined;
      if (s?.hydration === 'full' && s.version !== '' && s.sha256 === inode.content)
        this.#delete(Math.floor(s.key / 2), inode.content, install);
    }
  }

  /** By the end of a conflict, which is sent at once: who sent it without an answer may not have heard of it by then. */
  givenUp(install: Install, { key, version, sha256 }: Synced, installs: readonly Install[]): void {
    if (sha256 === undefined || version === '') return;
    const isHeardBy = ({ disk, keeper }: Install) =>
      [...disk.names.values()].every(
        (inode) =>
          inode.content !== sha256 || keeper.has({ identity: identityOf(disk.statOf(inode)) })?.key === key,
      );
    if (installs.every((each) => each === install || isHeardBy(each)))
      this.#delete(Math.floor(key / 2), sha256, install);
  }

  /** Moved, or asked for as a file or a placeholder. */
  touchedHere({ disk, keeper }: Install, path: string): void {
    for (const [each, inode] of disk.names) {
      if (each !== path && !each.startsWith(`${path}/`)) continue;
      const s = keeper.has({ identity: identityOf(disk.statOf(inode)) });
      if (s === undefined) this.#touched.add(inode.content);
      else this.#touchedItems.add(Math.floor(s.key / 2));
    }
  }

  askedFor(key: ItemKey | undefined): void {
    if (key !== undefined) this.#touchedItems.add(Math.floor(key / 2));
  }

  movedThere(id: number): void {
    for (const [item, content] of this.#below(id)) {
      this.#touched.add(content);
      this.#touchedItems.add(item);
    }
  }

  /** What was not durable of a delete may be undone by the loss of the power. */
  powerLost(install: Install): void {
    for (const [content, { by }] of this.#deleted) if (by === install) this.#deleted.delete(content);
  }

  stayAway(moved: ReadonlySet<string>): void {
    if (!this.isTold) return;
    const placeholders = [...moved].flatMap((each) => /^gatehouse \[1,(\d+),/.exec(each)?.[1] ?? []);
    const items = new Set([...this.#touchedItems, ...placeholders.map((key) => Math.floor(Number(key) / 2))]);
    for (const item of this.#server.items.values()) {
      if (item.kind !== 'file' || this.#server.alive(item.id) === undefined) continue;
      const content = item.versions.at(-1) ?? '';
      const deleted = this.#deleted.get(content);
      if (deleted === undefined || moved.has(content) || this.#touched.has(content)) continue;
      if (this.#liesIn(items, item.id) || this.#liesIn(items, deleted.id)) continue;
      assert.fail(`deleted by ${deleted.by?.name ?? 'others'}, and back: ${item.id} "${content}"`);
    }
  }

  /** What is there twice, as it was sent without an answer, was deleted once. */
  #delete(id: number, content: string, by: Install | undefined): void {
    const items = [...this.#server.items.values()];
    // Half of it, after a loss of power, may be like half of something else.
    if (!content.startsWith('content ')) return;
    if (items.filter(({ versions }) => versions.includes(content)).length > 1) return;
    this.#deleted.set(content, { id, by });
  }

  #liesIn(items: ReadonlySet<number>, id: number): boolean {
    const item = this.#server.items.get(id);
    return item !== undefined && (items.has(id) || this.#liesIn(items, item.parentId));
  }

  #below(id: number): [id: number, head: string][] {
    const head = this.#server.items.get(id)?.versions.at(-1);
    const inside = this.#server.children(id).flatMap((each) => this.#below(each.id));
    return head === undefined ? inside : [[id, head], ...inside];
  }
}

/** Where it lies, the base knows the item it is, and that it has this content. */
const isHeard = ({ disk, keeper }: Install, id: number, content: string) =>
  keeper.has({ key: keyOf({ id, kind: 'file' }) })?.sha256 === content ||
  !disk.names.values().some((inode) => inode.content === content);

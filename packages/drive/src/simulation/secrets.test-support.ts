import assert from 'node:assert/strict';
import { identityOf } from '../executing/run.ts';
import type { Chance } from './chance.test-support.ts';
import type { SimulatedServer } from './server.test-support.ts';
import type { Install } from './world.test-support.ts';

/**
 * What was only ever private: content of a private item, and what was written over it. Whoever moves something shows it
 * to whoever sees the place it goes to, so what is private by its folder alone counts until somebody moves anything.
 */
export class Secrets {
  /** Whether something is made private, and what else only happens where that is so. */
  readonly chance: Chance;
  readonly #by = new Map<string, 'itself' | 'above'>();
  readonly #moved = new Set<string>();
  #hasMoved = false;

  constructor(chance: Chance) {
    this.chance = chance;
  }

  /** Written to an item of the server. */
  sent({ items }: SimulatedServer, id: number, content: string): void {
    const item = items.get(id);
    if (item?.isPrivate === true) this.#by.set(content, 'itself');
    else if (!this.#hasMoved && isClosed({ items }, id)) this.#by.set(content, 'above');
  }

  /** @param isUnknown a new file, saved over one that is known by nothing but itself */
  written(over: string, content: string, isUnknown: boolean): void {
    const by = this.#by.get(over);
    if (by === undefined || isUnknown) return;
    this.#by.set(content, by);
    if (this.#moved.has(over)) this.#moved.add(content);
  }

  /** Whether a file is not where the base has it, so that it is known by nothing but itself. */
  isAstray({ disk, keeper }: Install, path: string): boolean {
    const inode = disk.need(path);
    const s = keeper.has({ identity: identityOf(disk.statOf(inode)) });
    return this.#moved.has(inode.content) || (s !== undefined && keeper.pathOf(s) !== path);
  }

  moved(): void {
    this.#hasMoved = true;
    for (const [content, by] of this.#by) if (by === 'above') this.#by.delete(content);
  }

  /** What the engine has never seen under its name it cannot know under another. */
  movedHere({ disk, keeper }: Install, path: string): void {
    this.moved();
    for (const [each, inode] of disk.names) {
      if (inode.kind !== 'file' || (each !== path && !each.startsWith(`${path}/`))) continue;
      if (keeper.knows(identityOf(disk.statOf(inode)))) this.#moved.add(inode.content);
      else this.#by.delete(inode.content);
    }
  }

  /** A person shows something: what was written over it and what moved with it is shown with it. */
  opened(): void {
    this.#by.clear();
  }

  /** Nobody knows any more what was what. */
  forgotten(): void {
    this.#by.clear();
  }

  areKept({ items }: SimulatedServer): void {
    for (const { id, versions } of items.values())
      for (const content of versions)
        assert.ok(!this.#by.has(content) || isClosed({ items }, id), `shown to everybody: "${content}"`);
  }
}

function isClosed({ items }: Pick<SimulatedServer, 'items'>, id: number): boolean {
  for (let at = items.get(id); at !== undefined; at = items.get(at.parentId)) if (at.isPrivate) return true;
  return false;
}

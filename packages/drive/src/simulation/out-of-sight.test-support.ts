import assert from 'node:assert/strict';
import { identityOf } from '../executing/run.ts';
import { isOutOfSight } from '../planning/out-of-sight.ts';
import { keyOf } from '../trees/item-key.ts';
import { supersede } from './people.test-support.ts';
import type { ServerItem, SimulatedServer } from './server.test-support.ts';
import type { Install, SimulatedWorld } from './world.test-support.ts';

/**
 * What went out of the sight of the person of the installs while copies of it lay here. A copy stays, under whatever name
 * and in whatever folder a person has it; and neither what was in it nor what they write over it becomes an item that
 * others see.
 */
export class OutOfSight {
  readonly #server: SimulatedServer;
  /** Contents of an item, and what was written here over them. */
  readonly #contents = new Map<string, number>();
  readonly #copies = new Map<Install, Set<number>>();
  /** Saved as programs do, in a new file, or moved, and not looked at since. */
  readonly #saved = new Map<Install, Map<string, number>>();
  readonly #moved = new Map<Install, number>();
  /** What lies elsewhere than where it was looked at last. */
  readonly #astray = new Map<Install, Map<string, number>>();
  /** Of whom an engine is looking at this moment. */
  readonly looking = new Set<Install>();
  #time = 0;
  /** The base of an install was lost, and with it what it knew. */
  #isForgotten = false;

  constructor(server: SimulatedServer) {
    this.#server = server;
  }

  hidden(id: number, installs: readonly Install[]): void {
    if (!this.#server.abilities.tellsDeleted) return;
    for (const item of this.#below(id)) {
      if (!installs.every((install) => this.#isKnown(install, item))) continue;
      const others = [...this.#server.items.values()].filter((other) => other.id !== item.id);
      // Sent twice, it may well be the other one that lies here.
      if (item.versions.some((each) => others.some(({ versions }) => versions.includes(each)))) continue;
      for (const each of item.versions) this.#contents.set(each, item.id);
      for (const install of installs)
        if (this.#has(install, item.id))
          this.#copies.getOrInsertComputed(install, () => new Set()).add(item.id);
    }
  }

  shown(id: number): void {
    for (const item of this.#below(id)) {
      for (const [content, of] of [...this.#contents]) if (of === item.id) this.#contents.delete(content);
      for (const copies of this.#copies.values()) copies.delete(item.id);
    }
  }

  /** Somebody writes over a file here. */
  written(install: Install, before: string, content: string, isNewFile: boolean): void {
    const id = this.#contents.get(before);
    if (id === undefined) return;
    // Moved, and written anew as another file: nobody could know what it was.
    if (isNewFile && this.#moved.has(install)) return;
    this.#contents.set(content, id);
    const saved = this.#saved.getOrInsertComputed(install, () => new Map());
    if (isNewFile || saved.has(before)) saved.set(content, this.#time++);
  }

  moved(install: Install, contents: readonly string[]): void {
    this.#moved.set(install, this.#time++);
    this.tookElsewhere(install, contents);
    for (const each of contents) if (this.#saved.get(install)?.has(each)) this.#contents.delete(each);
  }

  /** Also as programs do that keep the old file when they save. */
  tookElsewhere(install: Install, contents: readonly string[]): void {
    const astray = this.#astray.getOrInsertComputed(install, () => new Map());
    for (const each of contents) astray.set(each, this.#time++);
  }

  get time(): number {
    return this.#time;
  }

  /** @param since when it began to look */
  looked(install: Install, since: number): void {
    if ((this.#moved.get(install) ?? 0) < since) this.#moved.delete(install);
    const saved = this.#saved.get(install);
    for (const [content, at] of [...(saved ?? [])]) if (at < since) saved?.delete(content);
    const astray = this.#astray.get(install);
    for (const [content, at] of [...(astray ?? [])]) if (at < since) astray?.delete(content);
  }

  /** A person did something here, or the power did: what they took away need not be kept. */
  disturbed(install: Install): void {
    const copies = this.#copies.get(install) ?? new Set<number>();
    for (const id of copies) if (!this.#has(install, id)) copies.delete(id);
  }

  forgotten(install: Install): void {
    this.#copies.delete(install);
    this.#isForgotten = true;
  }

  check(installs: readonly Install[]): void {
    for (const install of installs) {
      if (install.disk.away !== 'no') continue;
      // Cut off between the old one and the new, which takes its place at the next start.
      if ([...install.keeper.notes('op').values()].some(({ verb }) => verb === 'place')) continue;
      for (const id of this.#copies.get(install) ?? [])
        if (!this.#isAnother(id))
          assert.ok(
            this.#has(install, id),
            `${install.name}: the copy of ${id} is gone, which is out of sight`,
          );
    }
    if (this.#isForgotten) return;
    for (const item of this.#server.items.values())
      for (const content of item.versions) {
        const of = this.#contents.get(content);
        const isOpen = of !== undefined && of !== item.id && !item.isPrivate;
        assert.ok(!isOpen, `${item.id} shows "${content}" of ${of}, which is out of sight`);
      }
  }

  /**
   * Sent without an answer, or saved anew where it lay and looked at since, what lies elsewhere is another file; and what
   * a person took elsewhere is sent from there, if it is hidden after the engine has asked.
   */
  #isKnown(install: Install, { id, versions }: ServerItem): boolean {
    const { disk, keeper } = install;
    const lying = [...disk.names.values()].filter(({ content }) => versions.includes(content));
    if (lying.length === 0) return true;
    const s = keeper.has({ key: keyOf({ id, kind: 'file' }) });
    const isUnheard = lying.some((inode) => s?.identity !== identityOf(disk.statOf(inode)));
    const isTaken = lying.some(({ content }) => this.#astray.get(install)?.has(content));
    return s !== undefined && !isUnheard && !(isTaken && this.looking.has(install));
  }

  /** Something new was saved in its place, and it was sent, closed, as an item of its own: that has a life of its own. */
  #isAnother(id: number): boolean {
    return [...this.#server.items.values()].some(
      (item) => item.id !== id && item.versions.some((each) => this.#contents.get(each) === id),
    );
  }

  #has({ disk }: Install, id: number): boolean {
    return [...disk.names].some(
      ([path, { content }]) => !path.startsWith('.gatehouse-drive/') && this.#contents.get(content) === id,
    );
  }

  #below(id: number) {
    return [...this.#server.items.values()].filter((item) => {
      for (let at = this.#server.alive(item.id); at !== undefined; at = this.#server.items.get(at.parentId))
        if (at.id === id) return item.kind === 'file';
      return false;
    });
  }
}

/**
 * What is out of sight for good stays here until its person deletes it. They do so now.
 * @returns whether there was anything
 */
export function copiesAreDeleted(world: SimulatedWorld, install: Install): boolean {
  const { server, outOfSight } = world;
  const { name, disk, engine } = install;
  const { parts, seen } = engine ?? {};
  if (parts === undefined || seen === undefined || parts.state.remote.hidden.size === 0) return false;
  const { state } = parts;
  const paths = [...state.synced.all()].flatMap((s) => {
    const l = seen.match.local(s.nid);
    if (l === undefined || !isOutOfSight(state, s)) return [];
    assert.equal(server.seen(Math.floor(s.key / 2)), undefined, `${name}: ${s.key} is not out of sight`);
    return [seen.local.path(l.lid)];
  });
  for (const path of paths) {
    const here = [...disk.names.keys()].filter((each) => each === path || each.startsWith(`${path}/`));
    for (const each of here) supersede(world, disk, each);
    if (here.length > 0) disk.remove(path);
  }
  outOfSight.disturbed(install);
  return paths.length > 0;
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Changes, Keeper, NoteKind } from '../store/keeper.ts';
import type { Notes } from '../store/state.ts';
import type { ItemKey } from '../trees/item-key.ts';
import type { RemoteNode } from '../trees/remote-tree.ts';
import type { Synced } from '../trees/synced-tree.ts';
import type { Chance } from './chance.test-support.ts';
import type { Steps } from './steps.test-support.ts';

/**
 * Keeps what was committed across a crash, as the database does; a hundred thousand histories have no time for one.
 * What was written and not made durable yet survives the end of the process, and not that of the power.
 */
export interface MemoryKeeper {
  (steps: Steps): Keeper;
  /** A copy of the database file; what is called then puts it in the place of the file. */
  copy(): () => void;
  /** The database file is gone, and with it the names of what is in the recovery trash. */
  lose(): void;
  wasLost: boolean;
  /** Whether a file of this identity is in the base, or remembered from it. */
  knows(identity: string): boolean;
  /** Of what was not durable, the first so many commits are there afterwards. */
  losePower(chance: Chance): void;
  notes<K extends NoteKind & keyof Notes>(kind: K): ReadonlyMap<string, Notes[K]>;
  /** What the base has placeholders for. */
  stubs(): Synced[];
  /** The base of an item, or of a file of this identity. */
  has(of: { key: ItemKey } | { identity: string }): Synced | undefined;
  /** Where the base has a node. */
  pathOf(s: Synced): string;
  /** How often something was written. */
  commits: number;
}

export function memoryKeeper(): MemoryKeeper {
  const durable = new Kept();
  const written = new Kept();
  let pending: (readonly Changes[])[] = [];
  const write = (changes: readonly Changes[]) => {
    made.commits++;
    pending.push(changes);
    for (const each of changes) written.put(each);
  };
  const sync = () => {
    for (const changes of pending.splice(0)) for (const each of changes) durable.put(each);
  };
  const keeper = (steps: Steps): Keeper => ({
    load: () => ({
      synced: written.synced.values(),
      remote: written.remote.values(),
      notes: [...written.notes.values()],
    }),
    commit(changes) {
      // What goes before the mark, like that: see the port to the disk.
      if (changes.every(isCount)) {
        write(changes);
        return sync();
      }
      steps.take();
      write(changes);
      // Nobody else comes in between, but the power may go.
      steps.mayEnd();
      sync();
      steps.take();
    },
    async commitSoon(changes) {
      steps.take();
      write(changes);
      await nextTurn();
      steps.take();
      sync();
      steps.take();
    },
    close: () => {},
  });
  const made: MemoryKeeper = Object.assign(keeper, {
    commits: 0,
    stubs: () => [...written.synced.values()].filter(({ hydration }) => hydration === 'stub'),
    has: (of: { key: ItemKey } | { identity: string }) =>
      written.synced
        .values()
        .find((each) => ('key' in of ? each.key === of.key : each.identity === of.identity)),
    pathOf({ parent, localName }: Synced): string {
      const above = written.synced.get(parent);
      return above === undefined || above.parent === 0 ? localName : `${made.pathOf(above)}/${localName}`;
    },
    wasLost: false,
    knows: (identity: string) =>
      [...written.synced.values(), ...made.notes('private').values()].some(
        (each) => each.identity === identity,
      ),
    copy() {
      const copied = new Kept();
      copied.copy(durable);
      return () => {
        pending = [];
        durable.copy(copied);
        written.copy(copied);
      };
    },
    lose() {
      made.wasLost = true;
      pending = [];
      durable.clear();
      written.clear();
    },
    losePower(chance: Chance) {
      for (const changes of pending.slice(0, chance.below(pending.length + 1)))
        for (const each of changes) durable.put(each);
      pending = [];
      written.copy(durable);
    },
    notes: <K extends NoteKind & keyof Notes>(kind: K) =>
      new Map(
        [...written.notes.values()]
          .filter((note) => note.kind === kind)
          .map(({ key, value }) => [key, value as Notes[K]]),
      ),
  });
  return made;
}

/** Nothing but how much is kept. */
const isCount = ({ synced, remote, notes }: Changes): boolean =>
  synced.size + remote.size === 0 &&
  notes.size === 1 &&
  [...(notes.get('meta')?.keys() ?? [])].join() === 'epoch';

class Kept {
  synced = new Map<number, Synced>();
  remote = new Map<ItemKey, RemoteNode>();
  notes = new Map<string, { kind: NoteKind; key: string; value: unknown }>();

  put(changes: Changes): void {
    for (const [nid, row] of changes.synced) row ? this.synced.set(nid, row) : this.synced.delete(nid);
    for (const [key, row] of changes.remote) row ? this.remote.set(key, row) : this.remote.delete(key);
    for (const [kind, rows] of changes.notes)
      for (const [key, value] of rows)
        if (value === undefined) this.notes.delete(`${kind}/${key}`);
        else this.notes.set(`${kind}/${key}`, { kind, key, value });
  }

  copy({ synced, remote, notes }: Kept): void {
    this.synced = new Map(synced);
    this.remote = new Map(remote);
    this.notes = new Map(notes);
  }

  clear(): void {
    this.copy(new Kept());
  }
}

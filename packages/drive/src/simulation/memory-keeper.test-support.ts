import type { Changes, Keeper, NoteKind } from '../store/keeper.ts';
import type { ItemKey } from '../trees/item-key.ts';
import type { RemoteNode } from '../trees/remote-tree.ts';
import type { Synced } from '../trees/synced-tree.ts';
import type { Steps } from './steps.test-support.ts';

/** Keeps what was committed across a crash, as the database does; a hundred thousand histories have no time for one. */
export interface MemoryKeeper {
  (steps: Steps): Keeper;
  /** The database file is gone. */
  lose(): void;
  /** How often something was written. */
  commits: number;
}

export function memoryKeeper(): MemoryKeeper {
  const synced = new Map<number, Synced>();
  const remote = new Map<ItemKey, RemoteNode>();
  const notes = new Map<string, { kind: NoteKind; key: string; value: unknown }>();
  function put(changes: Changes): void {
    for (const [nid, row] of changes.synced) row ? synced.set(nid, row) : synced.delete(nid);
    for (const [key, row] of changes.remote) row ? remote.set(key, row) : remote.delete(key);
    for (const [kind, rows] of changes.notes)
      for (const [key, value] of rows)
        if (value === undefined) notes.delete(`${kind}/${key}`);
        else notes.set(`${kind}/${key}`, { kind, key, value });
  }
  const keeper = (steps: Steps): Keeper => {
    const commit = (changes: readonly Changes[]) =>
      steps.around(() => {
        made.commits++;
        changes.forEach(put);
      });
    return {
      load: () => ({ synced: synced.values(), remote: remote.values(), notes: [...notes.values()] }),
      commit,
      commitSoon: async (changes) => commit(changes),
      close: () => {},
    };
  };
  const lose = () => {
    synced.clear();
    remote.clear();
    notes.clear();
  };
  const made: MemoryKeeper = Object.assign(keeper, { lose, commits: 0 });
  return made;
}

import type { ItemKey } from '../trees/item-key.ts';
import type { RemoteNode } from '../trees/remote-tree.ts';
import type { Synced } from '../trees/synced-tree.ts';

/** Small records beside the trees, each kind with its own table. */
export const noteKinds = [
  'meta',
  'op',
  'held',
  'want',
  'rule',
  'trash',
  'problem',
  'refused',
  'approved',
  'still',
  'private',
  'deleted',
  'spare',
] as const;
export type NoteKind = (typeof noteKinds)[number];

export interface Changes {
  synced: Map<number, Synced | undefined>;
  remote: Map<ItemKey, RemoteNode | undefined>;
  notes: Map<NoteKind, Map<string, unknown>>;
}

/** Keeps what the engine knows. All changes of one commit are kept, in their order, or it throws and none is. */
export interface Keeper {
  /** Both trees are read when they are asked for, row by row. */
  load(): {
    synced: Iterable<Synced>;
    remote: Iterable<RemoteNode>;
    notes: Iterable<{ kind: NoteKind; key: string; value: unknown }>;
  };
  /** Durable when it returns. */
  commit(changes: readonly Changes[]): void;
  /** Durable when it resolves; other work goes on while the disk is waited for. One at a time. */
  commitSoon(changes: readonly Changes[]): Promise<void>;
  close(): void;
}

import { DatabaseSync } from 'node:sqlite';
import type { RemoteNode } from '../trees/remote-tree.ts';
import type { Synced } from '../trees/synced-tree.ts';
import { type Changes, type Keeper, noteKinds } from './keeper.ts';
import { writeAheadLog } from './write-ahead-log.ts';

type Cell = string | number | null;
type Field<T> = { column: string; to(row: T): Cell };

const syncedFields: Field<Synced>[] = [
  { column: 'nid INTEGER PRIMARY KEY', to: (row) => row.nid },
  { column: 'key INTEGER NOT NULL', to: (row) => row.key },
  { column: 'parent INTEGER NOT NULL', to: (row) => row.parent },
  { column: 'remoteName TEXT NOT NULL', to: (row) => row.remoteName },
  { column: 'localName TEXT NOT NULL', to: (row) => row.localName },
  { column: 'hydration TEXT NOT NULL', to: (row) => row.hydration },
  { column: 'version TEXT NOT NULL', to: (row) => row.version },
  { column: 'size INTEGER NOT NULL', to: (row) => row.size },
  { column: 'sha256 TEXT', to: (row) => row.sha256 ?? null },
  { column: 'stamp TEXT NOT NULL', to: (row) => row.stamp },
  { column: 'identity TEXT NOT NULL', to: (row) => row.identity },
  { column: 'isPrivate INTEGER NOT NULL', to: (row) => Number(row.isPrivate) },
  { column: 'provenAfter INTEGER NOT NULL', to: (row) => row.provenAfter },
];

const remoteFields: Field<RemoteNode>[] = [
  { column: 'key INTEGER PRIMARY KEY', to: (row) => row.key },
  { column: 'parent INTEGER NOT NULL', to: (row) => row.parent },
  { column: 'name TEXT NOT NULL', to: (row) => row.name },
  { column: 'size INTEGER NOT NULL', to: (row) => row.size },
  { column: 'version TEXT NOT NULL', to: (row) => row.version },
  { column: 'sha256 TEXT', to: (row) => row.sha256 ?? null },
  { column: 'listedTag TEXT', to: (row) => row.listedTag ?? null },
  { column: 'listed INTEGER NOT NULL', to: (row) => Number(row.listed) },
  { column: 'isPrivate INTEGER NOT NULL', to: (row) => Number(row.isPrivate) },
  { column: 'mayWrite INTEGER NOT NULL', to: (row) => Number(row.mayWrite) },
  { column: 'mayDelete INTEGER NOT NULL', to: (row) => Number(row.mayDelete) },
  { column: 'state TEXT NOT NULL', to: (row) => row.state },
  { column: 'missingSince INTEGER NOT NULL', to: (row) => row.missingSince },
];

/** One database a mount, outside the folder that is synced. */
export function sqliteKeeper(path: string): Keeper {
  // Who only asks how a mount stands opens it for a moment as well.
  const database = new DatabaseSync(path, { timeout: 5_000 });
  // NORMAL leaves out one thing that FULL does: to sync the log after a commit. The keeper does it, without standing
  // still meanwhile.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  const log = writeAheadLog(`${path}-wal`);
  const table = (name: string, columns: string[]) =>
    database.exec(`CREATE TABLE IF NOT EXISTS ${name} (${columns.join(', ')}) STRICT`);
  table(
    'synced',
    syncedFields.map(({ column }) => column),
  );
  table(
    'remote',
    remoteFields.map(({ column }) => column),
  );
  for (const kind of noteKinds) table(kind, ['key TEXT PRIMARY KEY', 'value TEXT NOT NULL']);
  const insert = (name: string, width: number) =>
    database.prepare(`INSERT OR REPLACE INTO ${name} VALUES (${Array(width).fill('?').join(', ')})`);
  const putSynced = insert('synced', syncedFields.length);
  const putRemote = insert('remote', remoteFields.length);
  const dropSynced = database.prepare('DELETE FROM synced WHERE nid = ?');
  const dropRemote = database.prepare('DELETE FROM remote WHERE key = ?');
  const notes = new Map(
    noteKinds.map((kind) => [
      kind,
      { put: insert(kind, 2), drop: database.prepare(`DELETE FROM ${kind} WHERE key = ?`) },
    ]),
  );

  function put({ synced, remote, notes: changed }: Changes): void {
    for (const [nid, row] of synced)
      if (row === undefined) dropSynced.run(nid);
      else putSynced.run(...syncedFields.map(({ to }) => to(row)));
    for (const [key, row] of remote)
      if (row === undefined) dropRemote.run(key);
      else putRemote.run(...remoteFields.map(({ to }) => to(row)));
    for (const [kind, rows] of changed)
      for (const [key, value] of rows)
        if (value === undefined) notes.get(kind)?.drop.run(key);
        else notes.get(kind)?.put.run(key, JSON.stringify(value));
  }

  function write(changes: readonly Changes[]): void {
    database.exec('BEGIN IMMEDIATE');
    try {
      for (const each of changes) put(each);
      database.exec('COMMIT');
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }

  /** Row by row: all at once they would be in memory twice. */
  function* read<T>(name: string, from: (row: Row) => T): Generator<T> {
    for (const row of database.prepare(`SELECT * FROM ${name}`).iterate()) yield from(row);
  }

  return {
    load: () => ({
      remote: read('remote', readRemote),
      synced: read('synced', readSynced),
      notes: noteKinds.flatMap((kind) => [
        ...read(kind, (row) => ({
          kind,
          key: String(row.key),
          value: JSON.parse(String(row.value)) as unknown,
        })),
      ]),
    }),
    commit(changes) {
      write(changes);
      log.syncNow();
    },
    async commitSoon(changes) {
      write(changes);
      await log.sync();
    },
    close() {
      log.close();
      database.close();
    },
  };
}

type Row = Record<string, unknown>;
const optional = (value: unknown) => (value === null ? undefined : String(value));

function readSynced(row: Row): Synced {
  return {
    nid: Number(row.nid),
    key: Number(row.key),
    parent: Number(row.parent),
    remoteName: String(row.remoteName),
    localName: String(row.localName),
    hydration: row.hydration === 'stub' ? 'stub' : 'full',
    version: String(row.version),
    size: Number(row.size),
    sha256: optional(row.sha256),
    stamp: String(row.stamp),
    identity: String(row.identity),
    isPrivate: row.isPrivate === 1,
    provenAfter: Number(row.provenAfter),
  };
}

function readRemote(row: Row): RemoteNode {
  return {
    key: Number(row.key),
    parent: Number(row.parent),
    name: String(row.name),
    size: Number(row.size),
    version: String(row.version),
    sha256: optional(row.sha256),
    listedTag: optional(row.listedTag),
    listed: row.listed === 1,
    isPrivate: row.isPrivate === 1,
    mayWrite: row.mayWrite === 1,
    mayDelete: row.mayDelete === 1,
    state: row.state as RemoteNode['state'],
    missingSince: Number(row.missingSince),
  };
}

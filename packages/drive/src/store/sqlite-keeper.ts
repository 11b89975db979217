import { DatabaseSync } from 'node:sqlite';
import type { RemoteNode } from '../trees/remote-tree.ts';
import type { Synced } from '../trees/synced-tree.ts';
import { asBroken } from './broken-database.ts';
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

const syncedColumns = syncedFields.map(({ column }) => column);
const remoteColumns = remoteFields.map(({ column }) => column);
const noteColumns = ['key TEXT PRIMARY KEY', 'value TEXT NOT NULL'];

/**
 * One database a mount, outside the folder that is synced.
 * @throws BrokenDatabase then, or whenever it turns out
 */
export function sqliteKeeper(path: string): Keeper {
  try {
    return opened(path);
  } catch (error) {
    throw asBroken(error, path);
  }
}

function opened(path: string): Keeper {
  // Who only asks how a mount stands opens it for a moment as well.
  const database = new DatabaseSync(path, { timeout: 5_000 });
  // NORMAL leaves out one thing that FULL does: to sync the log after a commit. The keeper does it, without standing
  // still meanwhile.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  const log = writeAheadLog(`${path}-wal`);
  const table = (name: string, columns: readonly string[]) =>
    database.exec(`CREATE TABLE IF NOT EXISTS ${name} (${columns.join(', ')}) STRICT`);
  table('synced', syncedColumns);
  table('remote', remoteColumns);
  for (const kind of noteKinds) table(kind, noteColumns);
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
      throw asBroken(error, path);
    }
  }

  /** Row by row: all at once they would be in memory twice. */
  function* read<T>(name: string, columns: readonly string[], from: (row: Row) => T): Generator<T> {
    const names = columns.map((column) => column.split(' ', 1));
    try {
      const rows = database.prepare(`SELECT ${names.join(', ')} FROM ${name}`);
      // Objects with the names of the columns, made for each row and thrown away, would take longer than all the rest.
      rows.setReturnArrays(true);
      for (const row of rows.iterate()) yield from(row as unknown as Row);
    } catch (error) {
      throw asBroken(error, path);
    }
  }

  return {
    load: () => ({
      remote: read('remote', remoteColumns, readRemote),
      synced: read('synced', syncedColumns, readSynced),
      notes: noteKinds.flatMap((kind) => [
        ...read(kind, noteColumns, ([key, value]) => ({
          kind,
          key: String(key),
          value: JSON.parse(String(value)) as unknown,
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

/** In the order of the fields above. */
type Row = readonly Cell[];
const optional = (value: Cell | undefined) => (value == null ? undefined : String(value));

function readSynced(row: Row): Synced {
  return {
    nid: Number(row[0]),
    key: Number(row[1]),
    parent: Number(row[2]),
    remoteName: String(row[3]),
    localName: String(row[4]),
    hydration: row[5] === 'stub' ? 'stub' : 'full',
    version: String(row[6]),
    size: Number(row[7]),
    sha256: optional(row[8]),
    stamp: String(row[9]),
    identity: String(row[10]),
    isPrivate: row[11] === 1,
    provenAfter: Number(row[12]),
  };
}

function readRemote(row: Row): RemoteNode {
  return {
    key: Number(row[0]),
    parent: Number(row[1]),
    name: String(row[2]),
    size: Number(row[3]),
    version: String(row[4]),
    sha256: optional(row[5]),
    listedTag: optional(row[6]),
    listed: row[7] === 1,
    isPrivate: row[8] === 1,
    mayWrite: row[9] === 1,
    mayDelete: row[10] === 1,
    state: row[11] as RemoteNode['state'],
    missingSince: Number(row[12]),
  };
}

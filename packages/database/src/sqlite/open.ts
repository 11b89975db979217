import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CompiledQuery } from 'kysely';
import type { OpenOptions } from '../database.ts';
import type { MigratingDatabase } from '../migrating.ts';
import { Units } from '../unit.ts';
import { isBusy, SqliteConnection } from './connection.ts';
import { sqliteDialect } from './dialect.ts';
import { SqliteReaders } from './readers.ts';
import { SqliteWriter } from './writer.ts';

const READERS = 4;
const GROUP_SIZE = 256;
const UNIT_TIMEOUT = 10_000;
const READER_BUSY_TIMEOUT = 5_000;
/** Short: the writer waits for its lock in its own loop, where the event loop goes on. */
const WRITER_BUSY_TIMEOUT = 10;

export async function openSqlite<Tables>(options: OpenOptions): Promise<MigratingDatabase<Tables>> {
  const path = pathOf(options.url);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  // Made here so that nobody else on the machine can read it; the log beside it takes over the same mode.
  closeSync(openSync(path, 'a', 0o600));

  const connection = await openWriter(path);
  const { groupSize = GROUP_SIZE, onFaultPoint } = options;
  const writer = new SqliteWriter(connection, { groupSize, onFaultPoint });
  const readers = new SqliteReaders(path, options.connections ?? READERS, READER_BUSY_TIMEOUT);
  const units = new Units(sqliteDialect, options.unitTimeout ?? UNIT_TIMEOUT);
  const migrations = new Units(sqliteDialect, Number.POSITIVE_INFINITY);

  // Reads the file itself, in the line of the writer: an answer shows that writes get through.
  const probe = CompiledQuery.raw('select count(*) from sqlite_schema');

  return {
    engine: 'sqlite',
    read: (work) => units.admit(() => readers.use((execute) => units.run(execute, work))),
    write: (work, timeout) =>
      units.admit(() => writer.submit((execute) => units.run(execute, work, timeout))),
    migrate: (work) => units.admit(() => writer.submit((execute) => migrations.run(execute, work))),
    check: () => units.admit(() => writer.submit(async (execute) => void (await execute(probe)))),
    close: () =>
      units.close(async () => {
        readers.close();
        connection.close();
      }),
  };
}

async function openWriter(path: string): Promise<SqliteConnection> {
  // The switch to write-ahead logging does not wait for other processes that are just opening the file.
  for (let attempt = 1; ; attempt += 1) {
    const connection = new SqliteConnection(path, { readOnly: false, busyTimeout: WRITER_BUSY_TIMEOUT });
    try {
      const mode = connection.useWriteAheadLog();
      if (mode === 'wal') return connection;
      throw new Error(`${path} cannot use write-ahead logging (its journal mode is ${mode})`);
    } catch (error) {
      connection.close();
      if (!isBusy(error) || attempt === 100) throw error;
      await sleep(50);
    }
  }
}

function pathOf(url: string): string {
  return url.startsWith('file://') ? fileURLToPath(url) : resolve(url.slice('file:'.length));
}

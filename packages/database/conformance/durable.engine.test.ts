import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { after, before, suite, test } from 'node:test';
import { openDatabase, sql } from '../src/index.ts';
import { openTestDatabase, type TestDatabase } from '../src/testing.ts';
import { migrations, type Tables } from './tables.ts';

// A killed process loses nothing that the kernel has. Only the settings of the engine protect from a power cut.
suite('the engine', () => {
  let opened: TestDatabase<Tables>;

  before(async () => {
    opened = await openTestDatabase<Tables>(migrations);
  });
  after(() => opened.close());

  test('answers a COMMIT when it is on disk, even if the server is set otherwise', async () => {
    if (opened.database.engine === 'sqlite') {
      const { rows } = await opened.database.write((tx) => sql`pragma synchronous`.execute(tx));
      const FULL = 2;
      assert.deepEqual(rows, [{ synchronous: FULL }]);
      return;
    }
    const name = new URL(opened.url).pathname.slice(1);
    await opened.database.write((tx) =>
      sql`alter database ${sql.ref(name)} set synchronous_commit = off`.execute(tx),
    );
    const database = await openDatabase<Tables>({ url: opened.url });
    try {
      const { rows } = await database.write((tx) => sql`show synchronous_commit`.execute(tx));
      assert.deepEqual(rows, [{ synchronous_commit: 'on' }]);
    } finally {
      await database.close();
    }
  });

  test('keeps its file from other users of the machine', () => {
    if (opened.database.engine === 'postgres') return; // the server keeps its own files
    const path = opened.url.slice('file:'.length);
    for (const file of [path, `${path}-wal`, `${path}-shm`]) assert.equal(statSync(file).mode & 0o077, 0);
  });
});

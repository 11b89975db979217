import assert from 'node:assert/strict';
import { afterEach, beforeEach, suite, test } from 'node:test';
import {
  type Database,
  type Migration,
  MigrationMismatchError,
  migrate,
  openDatabase,
} from '../src/index.ts';
import { createTestDatabaseUrl, type TestDatabaseUrl } from '../src/testing.ts';
import { migrations, type Tables } from './tables.ts';

const clock = { now: () => 1_700_000_000_000 };

suite('migrations', () => {
  let place: TestDatabaseUrl;
  let database: Database<Tables>;
  const opened: Database<Tables>[] = [];

  const open = async () => {
    const one = await openDatabase<Tables>({ url: place.url });
    opened.push(one);
    return one;
  };

  beforeEach(async () => {
    place = await createTestDatabaseUrl();
    database = await open();
  });
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
    await place.remove();
  });

  const broken: Migration = {
    name: '0003-broken',
    up: async ({ createTable, column }) => {
      await createTable('leftover')
        .addColumn('id', ...column.textId())
        .execute();
      throw new Error('power cut');
    },
  };

  test('are applied in order and once', async () => {
    assert.deepEqual(await migrate(database, migrations.slice(0, 1), { clock }), ['0001-accounts']);
    assert.deepEqual(await migrate(database, migrations, { clock }), ['0002-values']);
    assert.deepEqual(await migrate(database, migrations, { clock }), []);
  });

  test('are applied once when four nodes start together', async () => {
    const nodes = [database, await open(), await open(), await open()];
    const applied = await Promise.all(nodes.map((node) => migrate(node, migrations, { clock })));
    assert.deepEqual(applied.flat(), ['0001-accounts', '0002-values']);
  });

  test('are applied all or none', async () => {
    await assert.rejects(migrate(database, [...migrations, broken], { clock }), /power cut/);
    assert.deepEqual(await migrate(database, migrations, { clock }), ['0001-accounts', '0002-values']);
    const mended: Migration = {
      ...broken,
      up: async ({ createTable, column }) =>
        createTable('leftover')
          .addColumn('id', ...column.textId())
          .execute(),
    };
    assert.deepEqual(await migrate(database, [...migrations, mended], { clock }), ['0003-broken']);
  });

  test('of a newer build are refused by an older one', async () => {
    await migrate(database, migrations, { clock });
    await assert.rejects(migrate(database, migrations.slice(0, 1), { clock }), (error) => {
      assert.ok(error instanceof MigrationMismatchError);
      assert.match(error.message, /newer build.*0002-values/);
      return true;
    });
  });

  test('that were put before applied ones, or that share a name, are refused', async () => {
    await migrate(database, migrations, { clock });
    const late: Migration = { name: '0000-late', up: async () => {} };
    await assert.rejects(
      migrate(database, [late, ...migrations], { clock }),
      /0000-late was put before 0001-accounts/,
    );
    await assert.rejects(
      migrate(database, [...migrations, ...migrations], { clock }),
      MigrationMismatchError,
    );
  });

  test('leave statements prepared earlier usable', async () => {
    await migrate(database, migrations, { clock });
    await database.write((tx) => tx.insertInto('claims').values({ id: 'a', holder: 1 }).execute());
    const read = () => database.read((tx) => tx.selectFrom('claims').selectAll().execute());
    assert.deepEqual(await read(), [{ id: 'a', holder: 1 }]);
    const wider: Migration = {
      name: '0003-wider',
      up: async ({ schema, column }) => {
        await schema
          .alterTable('claims')
          .addColumn('note', ...column.optional.text())
          .execute();
      },
    };
    await migrate(database, [...migrations, wider], { clock });
    assert.deepEqual<unknown>(await read(), [{ id: 'a', holder: 1, note: null }]);
  });
});

import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import {
  type Database,
  type Given,
  isUniqueViolation,
  type Reader,
  sql,
  statement,
  UnitEndedError,
  type Writer,
} from '../src/index.ts';
import { openTestDatabase, type TestDatabase } from '../src/testing.ts';
import { migrations, type Tables } from './tables.ts';

let built = 0;

const addEntry = statement(
  (tx: Writer<Tables>, given: Given<{ name: string; balance: number; revokedAt: number | null }>) =>
    tx
      .insertInto('accounts')
      .values({ name: given.name, balance: given.balance, revoked_at: given.revokedAt })
      .returning(['id']),
);

const accountsBetween = statement((tx: Reader<Tables>, given: Given<{ least: number; most: number }>) => {
  built += 1;
  return tx
    .selectFrom('accounts')
    .select(['name', 'balance', 'revoked_at'])
    .where('balance', '>=', given.least)
    .where('balance', '<=', given.most)
    .where('name', '!=', 'nobody')
    .orderBy('balance');
});

const sumOf = statement(
  (_tx: Reader<Tables>, given: Given<{ one: number; other: number }>) =>
    sql<{ sum: number }>`select cast(${given.one} as bigint) + cast(${given.other} as bigint)
      + cast(${given.one} as bigint) as sum`,
);

const settle = statement((tx: Writer<Tables>, given: Given<{ name: string; at: number }>) =>
  tx.updateTable('accounts').set({ revoked_at: given.at }).where('name', '=', given.name),
);

suite('statements', () => {
  let opened: TestDatabase<Tables>;
  let database: Database<Tables>;

  before(async () => {
    opened = await openTestDatabase<Tables>(migrations);
    database = opened.database;
    await database.write(async (tx) => {
      await addEntry(tx, { name: 'ana', balance: 1, revokedAt: null });
      await addEntry(tx, { name: 'bob', balance: 2, revokedAt: 5 });
      await addEntry(tx, { name: 'nobody', balance: 2, revokedAt: null });
    });
  });
  after(() => opened.close());

  const names = (least: number, most: number) =>
    database.read(async (tx) => (await accountsBetween(tx, { least, most })).map(({ name }) => name));

  test('a statement is built once, and each call has its own values, also side by side', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, call) => names(1 + (call % 2), 1 + (call % 3 === 0 ? 0 : 1))),
    );
    assert.deepEqual(answers[0], ['ana']);
    assert.deepEqual(answers[1], ['bob']);
    assert.deepEqual(answers[2], ['ana', 'bob']);
    assert.deepEqual(answers[3], []);
    answers.forEach((answer, call) => {
      assert.deepEqual(answer, answers[call % 6]);
    });
    assert.equal(built, 1);
  });

  test('a value may stand in several places of a text', async () => {
    assert.deepEqual(await database.read((tx) => sumOf(tx, { one: 2, other: 5 })), [{ sum: 9 }]);
  });

  test('a change without returning yields no rows, and is undone with its unit', async () => {
    assert.deepEqual(await database.write((tx) => settle(tx, { name: 'ana', at: 7 })), []);
    const unit = database.write(async (tx) => {
      await settle(tx, { name: 'ana', at: 8 });
      await addEntry(tx, { name: 'bob', balance: 3, revokedAt: null });
    });
    await assert.rejects(unit, isUniqueViolation);
    const [ana] = await database.read((tx) => accountsBetween(tx, { least: 1, most: 1 }));
    assert.equal(ana?.revoked_at, 7);
  });

  test('every opened database has its own text of a statement', async () => {
    const other = await openTestDatabase<Tables>(migrations);
    const before = built;
    assert.deepEqual(await other.database.read((tx) => accountsBetween(tx, { least: 0, most: 9 })), []);
    assert.equal(built, before + 1);
    await other.close();
  });

  test('the values of a statement cannot be copied unseen, which would leave them out', async () => {
    const careless = statement((tx: Reader<Tables>, given: Given<{ name: string }>) => {
      const { name } = { ...given };
      return tx.selectFrom('accounts').select('id').where('name', '=', name);
    });
    await assert.rejects(
      database.read((tx) => careless(tx, { name: 'ana' })),
      TypeError,
    );
  });

  test('a statement is held to its unit like any other', async () => {
    const leaked = await database.read(async (tx) => tx);
    await assert.rejects(accountsBetween(leaked, { least: 0, most: 9 }), UnitEndedError);
  });
});

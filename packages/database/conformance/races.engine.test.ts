import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, openDatabase, type Writer } from '../src/index.ts';
import { openTestDatabase, type TestDatabase } from '../src/testing.ts';
import { migrations, type Tables } from './tables.ts';

suite('races between two nodes on one database', () => {
  let opened: TestDatabase<Tables>;
  let nodes: readonly [Database<Tables>, Database<Tables>];

  before(async () => {
    opened = await openTestDatabase<Tables>(migrations);
    nodes = [opened.database, await openDatabase<Tables>({ url: opened.url })];
  });
  after(async () => {
    await nodes[1].close();
    await opened.close();
  });

  const race = <Result>(times: number, unit: (tx: Writer<Tables>, index: number) => Promise<Result>) =>
    Promise.all(
      Array.from({ length: times }, (_, index) =>
        nodes[index % 2 === 0 ? 0 : 1].write((tx) => unit(tx, index)),
      ),
    );

  test('of 100 claims of one row one wins, and every loser sees who', async () => {
    await opened.database.write((tx) =>
      tx.insertInto('claims').values({ id: 'code', holder: null }).execute(),
    );
    const outcomes = await race(100, async (tx, index) => {
      const claimed = await tx
        .updateTable('claims')
        .set({ holder: index })
        .where('id', '=', 'code')
        .where('holder', 'is', null)
        .returning('holder')
        .executeTakeFirst();
      if (claimed !== undefined) return { won: true, holder: claimed.holder };
      const { holder } = await tx
        .selectFrom('claims')
        .select('holder')
        .where('id', '=', 'code')
        .executeTakeFirstOrThrow();
      return { won: false, holder };
    });
    const winners = outcomes.filter(({ won }) => won);
    assert.equal(winners.length, 1);
    assert.ok(outcomes.every(({ holder }) => holder === winners[0]?.holder));
  });

  test('a counter that 100 units read and then write loses no update', async () => {
    await opened.database.write((tx) =>
      tx.insertInto('accounts').values({ name: 'counter', balance: 0, revoked_at: null }).execute(),
    );
    const seen = await race(100, async (tx) => {
      const counter = tx.selectFrom('accounts').select('balance').where('name', '=', 'counter');
      const { balance } = await counter.executeTakeFirstOrThrow();
      await tx
        .updateTable('accounts')
        .set({ balance: balance + 1 })
        .where('name', '=', 'counter')
        .execute();
      return balance;
    });
    assert.deepEqual(
      seen.toSorted((a, b) => a - b),
      Array.from({ length: 100 }, (_, index) => index),
    );
  });

  test('of 50 units that insert a row unless it is there, one inserts and none fails', async () => {
    const made = await race(50, async (tx, index) => {
      const there = await tx.selectFrom('claims').select('id').where('id', '=', 'first').executeTakeFirst();
      if (there !== undefined) return false;
      await tx.insertInto('claims').values({ id: 'first', holder: index }).execute();
      return true;
    });
    assert.equal(made.filter(Boolean).length, 1);
  });

  test('two units that each read what the other writes do not both get their way', async () => {
    await opened.database.write(async (tx) => {
      for (const id of ['night', 'day']) await tx.insertInto('claims').values({ id, holder: 1 }).execute();
    });
    const sideBySide = opened.database.engine === 'postgres';
    let attempts = 0;
    let bothHaveRead = () => {};
    const met = new Promise<void>((resolve) => {
      bothHaveRead = resolve;
    });
    // Each may leave only while the other stays. Both look before either leaves, where the engine lets them.
    const leave = async (tx: Writer<Tables>, mine: string) => {
      attempts += 1;
      const staying = await tx
        .selectFrom('claims')
        .select('id')
        .where('id', 'in', ['night', 'day'])
        .where('holder', 'is not', null)
        .execute();
      if (attempts === 2) bothHaveRead();
      await (sideBySide ? met : sleep(100));
      if (staying.length < 2) return false;
      await tx.updateTable('claims').set({ holder: null }).where('id', '=', mine).execute();
      return true;
    };
    const left = await Promise.all([
      nodes[0].write((tx) => leave(tx, 'night')),
      nodes[1].write((tx) => leave(tx, 'day')),
    ]);
    assert.equal(left.filter(Boolean).length, 1);
    // PostgreSQL let both look, found the collision, and ran the loser again.
    assert.ok(sideBySide ? attempts > 2 : attempts === 2);
  });

  test('units that lock two rows in opposite order both succeed', async () => {
    await opened.database.write(async (tx) => {
      for (const name of ['left', 'right']) {
        await tx.insertInto('accounts').values({ name, balance: 0, revoked_at: null }).execute();
      }
    });
    await race(20, async (tx, index) => {
      for (const name of index % 2 === 0 ? ['left', 'right'] : ['right', 'left']) {
        await tx
          .updateTable('accounts')
          .set((it) => ({ balance: it('balance', '+', 1) }))
          .where('name', '=', name)
          .execute();
      }
    });
    const balances = await nodes[0].read((tx) =>
      tx.selectFrom('accounts').select('balance').where('name', 'in', ['left', 'right']).execute(),
    );
    assert.deepEqual(balances, [{ balance: 20 }, { balance: 20 }]);
  });
});

import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { after, before, beforeEach, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CommitFailedError,
  type Database,
  DatabaseClosedError,
  isForeignKeyViolation,
  isUniqueViolation,
  NestedUnitError,
  openDatabase,
  type Reader,
  sql,
  UnitEndedError,
  UnitFailedError,
  UnitTimeoutError,
  type Writer,
} from '../src/index.ts';
import { openTestDatabase, type TestDatabase } from '../src/testing.ts';
import { migrations, type Tables } from './tables.ts';

suite('units', () => {
  let opened: TestDatabase<Tables>;
  let database: Database<Tables>;

  before(async () => {
    opened = await openTestDatabase<Tables>(migrations);
    database = opened.database;
  });
  after(() => opened.close());
  beforeEach(() =>
    database.write(async (tx) => {
      await tx.deleteFrom('entries').execute();
      await tx.deleteFrom('accounts').execute();
    }),
  );

  const add = (tx: Writer<Tables>, name: string, balance = 0) =>
    tx
      .insertInto('accounts')
      .values({ name, balance, revoked_at: null })
      .returning('id')
      .executeTakeFirstOrThrow();
  const namesIn = async (tx: Reader<Tables>) =>
    (await tx.selectFrom('accounts').select('name').orderBy('name').execute()).map(({ name }) => name);
  const names = () => database.read(namesIn);

  test('a unit returns its outcome, and what it wrote is there for every later unit', async () => {
    const { id } = await database.write((tx) => add(tx, 'ana'));
    assert.equal(typeof id, 'number');
    assert.deepEqual(await names(), ['ana']);
  });

  test('a unit that throws leaves nothing and hands its own error to its caller', async () => {
    const trouble = new Error('changed my mind');
    const unit = database.write(async (tx) => {
      await add(tx, 'ana');
      throw trouble;
    });
    await assert.rejects(unit, (error) => error === trouble);
    assert.deepEqual(await names(), []);
  });

  test('units queued together fail alone', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, (_, index) =>
        database.write(async (tx) => {
          await add(tx, `account ${index}`);
          if (index % 3 === 0) throw new Error(`number ${index}`);
          return index;
        }),
      ),
    );
    for (const [index, outcome] of outcomes.entries()) {
      if (index % 3 === 0)
        assert.equal(outcome.status === 'rejected' && outcome.reason.message, `number ${index}`);
      else assert.equal(outcome.status === 'fulfilled' && outcome.value, index);
    }
    assert.equal((await names()).length, 26);
  });

  test('a read sees one snapshot, whatever is committed meanwhile', async () => {
    await database.write((tx) => add(tx, 'ana'));
    const seen = await database.read(async (tx) => {
      const first = await namesIn(tx);
      // A real rival: a unit of the caller, not of this one.
      await outside(() => database.write((other) => add(other, 'berta')));
      return [first, await namesIn(tx)];
    });
    assert.deepEqual(seen, [['ana'], ['ana']]);
    assert.deepEqual(await names(), ['ana', 'berta']);
  });

  test('a read cannot write, not even by force', async () => {
    await assert.rejects(database.read((tx) => add(tx as Writer<Tables>, 'ana')));
    await assert.rejects(database.read((tx) => sql`delete from accounts`.execute(tx)));
    await assert.rejects(database.read((tx) => sql`create table leak (id integer)`.execute(tx)));
    assert.deepEqual(await names(), []);
  });

  test('a handle kept beyond its unit is dead', async () => {
    const writer = await database.write(async (tx) => [tx]);
    const reader = await database.read(async (tx) => [tx]);
    for (const [tx] of [writer, reader]) {
      assert.ok(tx);
      await assert.rejects(namesIn(tx), UnitEndedError);
    }
    for (const [tx] of [writer])
      await assert.rejects(tx ? add(tx, 'ana') : Promise.resolve(), UnitEndedError);
    assert.deepEqual(await names(), []);
  });

  test('a unit that ends before its last statement is rolled back', async () => {
    const loose: Promise<unknown>[] = [];
    const unit = database.write(async (tx) => {
      await add(tx, 'ana');
      for (const name of ['berta', 'carla', 'dora']) loose.push(add(tx, name).catch(() => {}));
    });
    await assert.rejects(unit, UnitEndedError);
    const single = database.write(async (tx) => {
      loose.push(add(tx, 'ana').catch(() => {}));
    });
    await assert.rejects(single, UnitEndedError);
    await Promise.all(loose);
    assert.deepEqual(await names(), []);
  });

  test('statements made side by side in one unit run one after the other', async () => {
    await database.write((tx) => Promise.all(['c', 'a', 'b'].map((name) => add(tx, name))));
    const ids = await database.read((tx) => tx.selectFrom('accounts').select('name').orderBy('id').execute());
    assert.deepEqual(
      ids.map(({ name }) => name),
      ['c', 'a', 'b'],
    );
  });

  test('a unit inside a unit is refused instead of waiting for itself', async () => {
    const write = () => database.write((tx) => add(tx, 'inner'));
    const read = () => names();
    for (const inner of [write, read] as (() => Promise<unknown>)[]) {
      await assert.rejects(
        database.write(() => inner()),
        NestedUnitError,
      );
      await assert.rejects(
        database.read<unknown>(() => inner()),
        NestedUnitError,
      );
    }
    assert.deepEqual(await names(), []);
  });

  test('what a unit started and left behind may use the database once the unit is over', async () => {
    const { promise: over, resolve } = Promise.withResolvers<void>();
    const left = await database.write(async () => ({
      later: over.then(() => database.write((tx) => add(tx, 'ana'))),
    }));
    resolve();
    await left.later;
    assert.deepEqual(await names(), ['ana']);
  });

  test('a failed statement dooms its unit even if the failure is caught', async () => {
    await database.write((tx) => add(tx, 'ana'));
    const swallowed = database.write(async (tx) => {
      await add(tx, 'berta');
      await add(tx, 'ana').catch(() => {});
    });
    await assert.rejects(swallowed, isUniqueViolation);
    const continued = database.write(async (tx) => {
      await add(tx, 'ana').catch(() => {});
      await add(tx, 'berta');
    });
    await assert.rejects(continued, (error) => error instanceof UnitFailedError && isUniqueViolation(error));
    assert.deepEqual(await names(), ['ana']);
  });

  test('violations of keys are told apart, the same way on every engine', async () => {
    await database.write((tx) => add(tx, 'ana'));
    const twice = await rejection(database.write((tx) => add(tx, 'ana')));
    const orphan = await rejection(
      database.write((tx) => tx.insertInto('entries').values({ id: 'e1', account_id: 999_999 }).execute()),
    );
    assert.deepEqual([isUniqueViolation(twice), isForeignKeyViolation(twice)], [true, false]);
    assert.deepEqual([isUniqueViolation(orphan), isForeignKeyViolation(orphan)], [false, true]);
    assert.equal(isUniqueViolation(new Error('UNIQUE constraint failed')), false);
  });

  test('counts of changed rows are exact, with and without RETURNING', async () => {
    await database.write(async (tx) => {
      for (const name of ['a', 'b', 'c']) await add(tx, name);
      const raised = await tx
        .updateTable('accounts')
        .set({ balance: 1 })
        .where('name', '<', 'c')
        .executeTakeFirst();
      assert.equal(raised.numUpdatedRows, 2n);
      const lowered = await tx
        .updateTable('accounts')
        .set({ balance: 0 })
        .where('name', '=', 'c')
        .returning('name')
        .execute();
      assert.deepEqual(lowered, [{ name: 'c' }]);
      const gone = await tx.deleteFrom('accounts').where('balance', '=', 1).executeTakeFirst();
      assert.equal(gone.numDeletedRows, 2n);
      const row = { name: 'c', balance: 9, revoked_at: null };
      const kept = await tx
        .insertInto('accounts')
        .values(row)
        .onConflict((it) => it.doNothing())
        .executeTakeFirst();
      assert.equal(kept.numInsertedOrUpdatedRows, 0n);
    });
  });

  test('a failing COMMIT is told to every unit, and nothing remains', async () => {
    let failing = true;
    const onFaultPoint = (point: string) => {
      if (failing && point === 'database.before-commit') throw new Error('disk on fire');
    };
    const other = await openDatabase<Tables>({ url: opened.url, onFaultPoint });
    try {
      const units = ['a', 'b', 'c'].map((name) => other.write((tx) => add(tx, name)));
      for (const outcome of await Promise.allSettled(units)) {
        assert.ok(outcome.status === 'rejected' && outcome.reason instanceof CommitFailedError);
      }
      failing = false;
      await other.write((tx) => add(tx, 'd'));
    } finally {
      await other.close();
    }
    assert.deepEqual(await names(), ['d']);
  });

  test('a unit that never ends is rolled back after its time, and the next one runs', async () => {
    const other = await openDatabase<Tables>({ url: opened.url, unitTimeout: 200 });
    try {
      const stuck = other.write(async (tx) => {
        await add(tx, 'ana');
        await new Promise(() => {});
      });
      await assert.rejects(stuck, UnitTimeoutError);
      await other.write((tx) => add(tx, 'berta'));
    } finally {
      await other.close();
    }
    assert.deepEqual(await names(), ['berta']);
  });

  test('a unit that is given more time has it', async () => {
    const other = await openDatabase<Tables>({ url: opened.url, unitTimeout: 1_000 });
    const busy = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    try {
      await other.write(async (tx) => {
        for (const name of busy) {
          await add(tx, name);
          await sleep(150);
        }
      }, 60_000);
    } finally {
      await other.close();
    }
    assert.deepEqual(await names(), busy);
  });

  test('closing waits for the units under way and refuses new ones', async () => {
    const other = await openDatabase<Tables>({ url: opened.url });
    await other.check();
    const slow = other.write(async (tx) => {
      await sleep(30);
      return add(tx, 'ana');
    });
    const reading = other.read(async (tx) => {
      await sleep(30);
      return namesIn(tx);
    });
    const closing = other.close();
    await assert.rejects(
      other.write((tx) => add(tx, 'berta')),
      DatabaseClosedError,
    );
    await assert.rejects(other.check(), DatabaseClosedError);
    await Promise.all([slow, reading, closing, other.close()]);
    assert.deepEqual(await names(), ['ana']);
  });
});

/** Runs something outside the unit that the caller is in, as another request would. */
const outside = AsyncLocalStorage.snapshot();

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => assert.fail('it did not fail'),
    (error: unknown) => error,
  );
}

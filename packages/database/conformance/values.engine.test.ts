import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import fc from 'fast-check';
import { fromJson, sql, toJson, UnstorableValueError } from '../src/index.ts';
import { openTestDatabase, type TestDatabase } from '../src/testing.ts';
import { migrations, type Tables } from './tables.ts';

suite('values', () => {
  let opened: TestDatabase<Tables>;

  before(async () => {
    opened = await openTestDatabase<Tables>(migrations);
  });
  after(() => opened.close());

  const storableText = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '').toWellFormed());
  const rows = fc.record(
    {
      whole: fc.option(fc.maxSafeInteger()),
      words: fc.option(storableText),
      doc: fc.option(fc.jsonValue().map((value) => toJson<unknown>(value))),
      raw: fc.option(fc.uint8Array()),
    },
    { noNullPrototype: true },
  );

  test('integers, text, JSON and bytes come back as they were stored, in the row and in RETURNING', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(rows, { minLength: 1, maxLength: 5 }), async (batch) => {
        const stored = await opened.database.write((tx) =>
          tx.insertInto('values').values(batch).returningAll().execute(),
        );
        const ids = stored.map(({ id }) => id);
        const read = await opened.database.read((tx) =>
          tx.selectFrom('values').selectAll().where('id', 'in', ids).orderBy('id').execute(),
        );
        assert.deepEqual(read, stored);
        assert.deepEqual(
          stored.map(({ id: _, ...row }) => row),
          batch,
        );
      }),
      { numRuns: 60 },
    );
  });

  test('JSON that holds what text may not hold is stored all the same', async () => {
    const value = { nul: 'a\0b', half: '\ud800', deep: [1, { two: null }] };
    const { doc } = await opened.database.write((tx) =>
      tx
        .insertInto('values')
        .values({ whole: null, words: null, doc: toJson<unknown>(value), raw: null })
        .returning('doc')
        .executeTakeFirstOrThrow(),
    );
    assert.ok(doc !== null);
    assert.deepEqual(
      fromJson(doc, (json) => json),
      value,
    );
  });

  test('text sorts by its bytes and LIKE minds case', async () => {
    const words = ['Zoe', 'ana', 'Ñandú', 'zoe', 'Ana', '_', 'ábaco', '10', '9'];
    await opened.database.write(async (tx) => {
      await tx.deleteFrom('values').execute();
      await tx
        .insertInto('values')
        .values(words.map((word) => ({ whole: 1, words: word, doc: null, raw: null })))
        .execute();
    });
    await opened.database.read(async (tx) => {
      const sorted = await tx.selectFrom('values').select('words').orderBy('words').execute();
      assert.deepEqual(
        sorted.map((row) => row.words),
        words.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
      );
      const liked = await tx.selectFrom('values').select('words').where('words', 'like', 'z%').execute();
      assert.deepEqual(liked, [{ words: 'zoe' }]);
    });
  });

  test('counts, sums and truth values are numbers', async () => {
    const facts = await opened.database.write(async (tx) => {
      await tx.deleteFrom('values').execute();
      await tx
        .insertInto('values')
        .values([1, 2, 3].map((whole) => ({ whole, words: null, doc: null, raw: null })))
        .execute();
      return sql<object>`
        select count(*) as count, sum(whole) as sum, min(whole) as least, exists (select 1) as found from "values"
      `.execute(tx);
    });
    assert.deepEqual(facts.rows, [{ count: 3, sum: 6, least: 1, found: 1 }]);
  });

  test('a sum that leaves the safe integers is an error, not a wrong number', async () => {
    const whole = Number.MAX_SAFE_INTEGER;
    const sum = opened.database.write(async (tx) => {
      await tx
        .insertInto('values')
        .values([whole, whole].map((each) => ({ whole: each, words: null, doc: null, raw: null })))
        .execute();
      return tx
        .selectFrom('values')
        .select((it) => it.fn.sum('whole').as('sum'))
        .execute();
    });
    await assert.rejects(sum, RangeError);
  });

  test('a value of the wrong type is refused', async () => {
    const store = (row: Record<string, unknown>) =>
      opened.database.write((tx) =>
        sql`insert into "values" (whole, words) values (${row.whole ?? null}, ${row.words ?? null})`.execute(
          tx,
        ),
      );
    await assert.rejects(store({ whole: 'many' }));
    await assert.rejects(store({ whole: 1.5 }));
    await assert.rejects(store({ words: 'a\0b' }), UnstorableValueError);
    await assert.rejects(store({ words: true }), UnstorableValueError);
  });

  test('an id is never given twice, even after its row is gone', async () => {
    const add = () =>
      opened.database.write((tx) =>
        tx
          .insertInto('values')
          .values({ whole: null, words: null, doc: null, raw: null })
          .returning('id')
          .executeTakeFirstOrThrow(),
      );
    const first = await add();
    await opened.database.write((tx) => tx.deleteFrom('values').where('id', '=', first.id).execute());
    const second = await add();
    assert.ok(second.id > first.id);
  });
});

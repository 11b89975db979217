import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '../src/index.ts';
import { openTestDatabase, testEngine } from '../src/testing.ts';
import { migrations, type Tables } from './tables.ts';

// Only SQLite can be given a full disk from here. It may answer one by giving up the whole transaction by itself,
// with every unit of the group in it.
if (testEngine === 'sqlite') {
  test('on a full disk a unit is either acknowledged and there, or refused and gone; then writing goes on', async () => {
    const { database, close } = await openTestDatabase<Tables>(migrations);
    const limitPages = (more: number) =>
      database.write(async (tx) => {
        const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(tx);
        await sql.raw(`pragma max_page_count = ${(rows[0]?.page_count ?? 0) + more}`).execute(tx);
      });
    try {
      await limitPages(4);
      const outcomes = await Promise.allSettled(
        Array.from({ length: 30 }, (_, index) =>
          database.write(async (tx) => {
            const half = 'x'.repeat(index === 10 ? 100_000 : 500);
            await tx
              .insertInto('pairs')
              .values({ id: `unit ${index}`, half })
              .execute();
          }),
        ),
      );
      const acknowledged = outcomes.flatMap(({ status }, index) =>
        status === 'fulfilled' ? [`unit ${index}`] : [],
      );
      assert.ok(acknowledged.length < 30);
      const found = await database.read((tx) => tx.selectFrom('pairs').select('id').execute());
      assert.deepEqual(found.map(({ id }) => id).toSorted(), acknowledged.toSorted());

      await limitPages(1_000);
      await database.write((tx) => tx.insertInto('pairs').values({ id: 'later', half: 'x' }).execute());
      await database.check();
    } finally {
      await close();
    }
  });
}

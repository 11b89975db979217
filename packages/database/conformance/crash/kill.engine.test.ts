import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, type FaultPoint, migrate, openDatabase } from '../../src/index.ts';
import { createTestDatabaseUrl, type TestDatabaseUrl } from '../../src/testing.ts';
import { migrations, type Tables } from '../tables.ts';
import { assertNothingLost, startWriting } from './witness.ts';

const ROUNDS = 12;

suite('a process killed while it writes', () => {
  let place: TestDatabaseUrl;
  const acknowledged: string[] = [];

  const reopened = async (check: (database: Database<Tables>) => Promise<unknown>) => {
    const database = await openDatabase<Tables>({ url: place.url });
    try {
      await check(database);
    } finally {
      await database.close();
    }
  };

  before(async () => {
    place = await createTestDatabaseUrl();
    await reopened((database) => migrate(database, migrations, { clock: { now: () => Date.now() } }));
  });
  after(() => place.remove());

  test('has lost no acknowledged unit and left no half of one, whenever it was killed', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const writing = startWriting(place.url, `round${round}`);
      await writing.reached(1);
      await sleep(Math.random() * 250);
      writing.kill();
      await writing.gone;
      assert.ok(writing.acknowledged.length > 0);
      acknowledged.push(...writing.acknowledged);
      await reopened((database) => assertNothingLost(database, acknowledged));
    }
  });

  for (const point of ['database.before-commit', 'database.after-commit'] satisfies FaultPoint[]) {
    test(`has lost nothing and left no half when it died at ${point}`, async () => {
      for (const passes of [0, 7]) {
        const writing = startWriting(place.url, `${point}-${passes}`, { point, passes });
        await writing.gone;
        acknowledged.push(...writing.acknowledged);
        await reopened((database) => assertNothingLost(database, acknowledged));
      }
    });
  }
});

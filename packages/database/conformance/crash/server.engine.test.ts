import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate, openDatabase } from '../../src/index.ts';
import { testEngine } from '../../src/testing.ts';
import { migrations, type Tables } from '../tables.ts';
import { findServer, PrivateCluster } from './private-cluster.ts';
import { assertNothingLost, startWriting } from './witness.ts';

const ROUNDS = 3;
const binaries = findServer();

if (testEngine === 'postgres' && binaries !== undefined) {
  test('a PostgreSQL server killed while it writes has lost no acknowledged unit and left no half of one', async () => {
    const cluster = new PrivateCluster(binaries);
    const incidents: Error[] = [];
    try {
      await cluster.start();
      const onIncident = (error: Error) => void incidents.push(error);
      const database = await openDatabase<Tables>({ url: cluster.url, onIncident });
      await migrate(database, migrations, { clock: { now: () => Date.now() } });
      const acknowledged: string[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const writing = startWriting(cluster.url, `round${round}`);
        await writing.reached(20);
        await sleep(Math.random() * 200);
        await cluster.kill();
        // The writer ends by itself: its units fail, and none of them is acknowledged.
        await writing.gone;
        await assert.rejects(database.check());
        assert.ok(writing.acknowledged.length >= 20);
        acknowledged.push(...writing.acknowledged);
        await cluster.start();
        // The same handle serves on: idle connections that died were an incident, not the end of the process.
        await database.check();
        await assertNothingLost(database, acknowledged);
      }
      assert.ok(incidents.length > 0);
      await database.close();
    } finally {
      await cluster.remove();
    }
  });
} else if (testEngine === 'postgres') {
  test('the binaries of a PostgreSQL server are here when nothing may be left out', (context) => {
    assert.notEqual(process.env.CI, 'true', 'initdb was found neither in PATH nor in /usr/lib/postgresql');
    context.diagnostic('no PostgreSQL binaries here: the test that kills the server did not run');
  });
}

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { freePort } from './faulty-way.test-support.ts';
import { setLinkStage } from './link-stage.test-support.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

describe('kill -9 between the attempt and the write', () => {
  for (const { grace, outcome } of [
    { grace: 60_000, outcome: 'the next node gets the very same pair, and nobody has to sign in' },
    { grace: 2_000, outcome: 'the person is asked to sign in, once, with the reason' },
  ]) {
    it(`with a grace of ${grace / 1000} s ${outcome}`, async () => {
      await using stage = await setLinkStage({ refreshGrace: grace });
      const jim = await stage.person('jim');
      const machine = await stage.install(jim);
      const id = await stage.link(jim);
      const { values } = stage;
      const port = await freePort();
      const child = spawn(process.execPath, [main, 'serve'], {
        env: {
          PATH: process.env.PATH,
          LINK_HOST: '127.0.0.1',
          LINK_PORT: String(port),
          LINK_DATA_DIR: values.dataDir,
          LINK_DATABASE_URL: values.databaseUrl,
          LINK_KEY_FILE: values.keyFile,
          LINK_GATEHOUSE_URL: values.gatehouseUrl.href,
          LINK_CLIENT_ID: values.clientId,
          LINK_CLIENT_SECRET: values.clientSecret,
          LINK_LOG_LEVEL: 'warn',
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const gone = once(child, 'exit');
      try {
        await once(child.stdout, 'data');
        // Gatehouse has rotated and says so to nobody.
        stage.way.mode = 'lose';
        stage.way.onRefreshed = () => child.kill('SIGKILL');
        const origin = `http://127.0.0.1:${port}`;
        const path = `/v1/links/${id}/token`;
        await assert.rejects(machine.call(origin, 'POST', path, { bad_generation: 1 }));
        await gone;
        stage.way.onRefreshed = undefined;
        stage.way.mode = 'pass';
        stage.platform.clock.advance(21_000);
        const answers = [];
        for (let round = 0; round < 3; round += 1)
          answers.push(await machine.call(stage.origin, 'POST', path, { bad_generation: 1 }));
        if (grace > 21_000) {
          assert.deepEqual(
            answers.map(({ status }) => status),
            [200, 200, 200],
          );
          assert.equal(answers[0]?.body.generation, 2);
        } else {
          assert.deepEqual(
            answers.map(({ status }) => status),
            [409, 409, 409],
          );
          assert.equal(answers[0]?.body.reason, 'response_lost');
        }
        const journal = await stage.node.house.database.read((tx) =>
          tx.selectFrom('journal').select('event').where('event', '=', 'needs_sign_in').execute(),
        );
        assert.equal(journal.length, grace > 21_000 ? 0 : 1);
      } finally {
        child.kill('SIGKILL');
      }
    });
  }
});

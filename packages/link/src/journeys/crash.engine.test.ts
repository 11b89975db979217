import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { envOf, serveLink } from './link-process.test-support.ts';
import { setLinkStage } from './link-stage.test-support.ts';

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
      await using other = await serveLink(envOf(stage.values));
      // Gatehouse has rotated and says so to nobody.
      stage.way.mode = 'lose';
      stage.way.onRefreshed = () => void other.kill();
      const path = `/v1/links/${id}/token`;
      await assert.rejects(machine.call(other.origin, 'POST', path, { bad_generation: 1 }));
      await other.kill();
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
    });
  }
});

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { setLinkStage } from './link-stage.test-support.ts';

const listeners = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;

it('a stage that cannot be set up leaves no listener behind, so that a test file fails and does not hang', async () => {
  await assert.rejects(setLinkStage({ dataDir: '/dev/null/nowhere' }), /nowhere/);
  // A handle that is closed is listed for a few turns more.
  for (let turns = 0; listeners() > 0 && turns < 1000; turns += 1) await nextTurn();
  assert.equal(listeners(), 0);
});

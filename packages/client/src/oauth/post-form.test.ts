import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localPeer } from '../local-peer.test-support.ts';
import { AnswerTooLong } from '../rest/read-json.ts';
import { surroundings } from '../surroundings.ts';
import { endlessServer } from '../testing/endless-server.ts';
import { discover } from './discovery.ts';
import { AnswerLost } from './oauth-errors.ts';
import { postForm } from './post-form.ts';

const world = surroundings();

test('an answer without end is not read on, be it a token, a refusal or metadata', async (context) => {
  const isTooLong = (error: unknown) => error instanceof AnswerLost && error.cause instanceof AnswerTooLong;
  for (const status of [200, 400]) {
    const server = await endlessServer(context, status);
    const refreshed = postForm(server.url, { grant_type: 'refresh_token' }, { clientId: 'app' }, world);
    await assert.rejects(refreshed, isTooLong);
    assert.ok(server.sent() < 16 * 2 ** 20, `${server.sent()} bytes were taken`);
  }
  const server = await endlessServer(context, 200);
  await assert.rejects(discover(server.url, world), isTooLong);
  assert.ok(server.sent() < 16 * 2 ** 20, `${server.sent()} bytes were taken`);
});

test('a token and metadata that do not come are waited for ten seconds', async (context) => {
  let passed = new AbortController();
  const waiting = context.mock.method(AbortSignal, 'timeout', () => passed.signal);
  // It says nothing, and by then the time has passed.
  const peer = await localPeer(context, () => {
    passed.abort(new DOMException('', 'TimeoutError'));
    return new Promise<never>(() => undefined);
  });
  for (const ask of [
    () => discover(peer.url, world),
    () => postForm(peer.url, { grant_type: 'refresh_token' }, { clientId: 'app' }, world),
  ]) {
    passed = new AbortController();
    await assert.rejects(ask(), AnswerLost);
  }
  assert.deepEqual(
    waiting.mock.calls.map((call) => call.arguments),
    [[10_000], [10_000]],
  );
});

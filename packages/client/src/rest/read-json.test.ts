import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GatehouseApi } from '../gatehouse-api.ts';
import { localPeer } from '../local-peer.test-support.ts';
import { endlessServer } from '../testing/endless-server.ts';
import { ApiError } from './api-errors.ts';
import { bearer } from './authorizer.ts';
import { AnswerTooLong, readJson } from './read-json.ts';

const mebibyte = 2 ** 20;

function apiOf(baseUrl: string): GatehouseApi {
  const tokens = { accessToken: async () => 'token', renew: async () => 'token' };
  return new GatehouseApi({ baseUrl, authorizer: bearer(tokens), longestAnswer: mebibyte });
}

test('an answer without end is not read on, be it an item, a page of a list or an error', async (context) => {
  const good = await endlessServer(context, 200);
  const api = apiOf(good.url);
  await assert.rejects(api.me.show(), AnswerTooLong);
  assert.ok(good.sent() < 16 * mebibyte, `${good.sent()} bytes were taken`);
  await assert.rejects(api.companies.list().all(), AnswerTooLong);
  const bad = await endlessServer(context, 400);
  await assert.rejects(
    apiOf(bad.url).me.show(),
    (error) => error instanceof ApiError && error.status === 400,
  );
  assert.ok(bad.sent() < 16 * mebibyte, `${bad.sent()} bytes were taken`);
});

test('an answer as long as it may be is read, whatever pieces its letters come in', async (context) => {
  const name = 'ñ'.repeat((mebibyte - 11) / 2);
  const peer = await localPeer(context, () => ({ body: { name, a: 1 } }));
  const length = Buffer.byteLength(JSON.stringify({ name, a: 1 }));
  const response = () => fetch(peer.url);
  assert.deepEqual(await readJson(await response(), length), { name, a: 1 });
  await assert.rejects(readJson(await response(), length - 1), AnswerTooLong);
});

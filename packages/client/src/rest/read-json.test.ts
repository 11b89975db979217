import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { GatehouseApi } from '../gatehouse-api.ts';
import { localPeer } from '../local-peer.test-support.ts';
import { ApiError } from './api-errors.ts';
import { bearer } from './authorizer.ts';
import { AnswerTooLong, readJson } from './read-json.ts';

const mebibyte = 2 ** 20;

function apiOf(baseUrl: string): GatehouseApi {
  const tokens = { accessToken: async () => 'token', renew: async () => 'token' };
  return new GatehouseApi({ baseUrl, authorizer: bearer(tokens), longestAnswer: mebibyte });
}

/** Says spaces, which JSON may begin with, until 64 MiB are heard or nobody listens. */
async function endlessServer(context: TestContext, status: number): Promise<{ url: string; sent(): number }> {
  let sent = 0;
  const server = createServer((_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    const chunk = Buffer.alloc(65_536, ' ');
    const feed = () => {
      while (!response.destroyed && sent < 64 * mebibyte) {
        sent += chunk.length;
        if (!response.write(chunk)) return void response.once('drain', feed);
      }
      response.end();
    };
    feed();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sent: () => sent };
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

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOT_CONNECTED } from '@gatehouse/wire';
import { type Answer, localPeer } from '../local-peer.test-support.ts';
import { manualTime } from '../manual-time.test-support.ts';
import { surroundings } from '../surroundings.ts';
import { ApiError, NotConnected, RateLimited } from './api-errors.ts';
import { bearer } from './authorizer.ts';
import { StreamedForm } from './streamed-form.ts';
import { Transport } from './transport.ts';

/** Tokens that are replaced by the next one, counting how often. */
function countedTokens() {
  let current = 1;
  const renewals: string[] = [];
  return {
    renewals,
    accessToken: async () => `token-${current}`,
    renew: async (refused: string) => {
      renewals.push(refused);
      current += 1;
      return `token-${current}`;
    },
  };
}

function transportTo(url: string, time = manualTime(), tokens = countedTokens()) {
  const manners = { attempts: 3, longestWaitMs: 60_000, longestAnswer: 1_048_576 };
  return new Transport(url, bearer(tokens), manners, surroundings(time));
}

/** Answers the given ones in turn, the last of them for ever. */
function inTurn(...answers: Answer[]) {
  let next = 0;
  return () => {
    const answer = answers[Math.min(next, answers.length - 1)] ?? {};
    next += 1;
    return answer;
  };
}

const ok = { body: { fine: true } };
const me = { path: '/rest/v1.0/me' };

test('a call carries the bearer and the company', async (context) => {
  const peer = await localPeer(context, () => ok);
  await transportTo(peer.url).json({ ...me, companyId: 7, query: { page: 1 } });
  const [request] = peer.requests;
  assert.equal(request?.headers.authorization, 'Bearer token-1');
  assert.equal(request?.headers['procore-company-id'], '7');
  assert.equal(request?.query.get('page'), '1');
});

test('a 429 is waited out as long as the server says, then the same call goes again', async (context) => {
  const time = manualTime();
  const limited = { status: 429, headers: { 'retry-after': '9' } };
  const peer = await localPeer(context, inTurn(limited, limited, ok));
  const answer = await transportTo(peer.url, time).json({ ...me, method: 'POST', body: { a: 1 } });
  assert.deepEqual(answer, { fine: true });
  assert.deepEqual(time.slept, [9_000, 9_000]);
  assert.deepEqual(
    peer.requests.map((request) => request.body.toString()),
    ['{"a":1}', '{"a":1}', '{"a":1}'],
  );
});

test('a form that is streamed goes again as a whole, each time with a boundary of its own', async (context) => {
  const limited = { status: 429, headers: { 'retry-after': '9' } };
  const peer = await localPeer(context, inTurn(limited, { status: 401 }, ok));
  const pieces = ['one', '', '--two--'].map((text) => new TextEncoder().encode(text));
  const body = new StreamedForm({ 'of é': 'a\r\nb' }, 'data', pieces);
  assert.deepEqual(await transportTo(peer.url).json({ ...me, method: 'POST', body }), { fine: true });
  const boundaries = new Set(peer.requests.map(({ headers }) => headers['content-type']));
  assert.equal(boundaries.size, 3);
  for (const { headers, body } of peer.requests) {
    const type = headers['content-type'] ?? '';
    const form = await new Response(Uint8Array.from(body), { headers: { 'content-type': type } }).formData();
    const data = form.get('data');
    assert.ok(data instanceof File);
    assert.deepEqual([form.get('of é'), await data.text()], ['a\r\nb', 'one--two--']);
  }
});

test('without Retry-After the reset of the window is waited for, by the server clock', async (context) => {
  const time = manualTime();
  const serverNow = time.clock.now() + 3_600_000;
  const headers = {
    date: new Date(serverNow).toUTCString(),
    'x-rate-limit-reset': String(serverNow / 1000 + 4),
  };
  const peer = await localPeer(context, inTurn({ status: 429, headers }, ok));
  await transportTo(peer.url, time).json(me);
  assert.deepEqual(time.slept, [4_000]);
});

test('a call is sent only so often, and then says how long to wait', async (context) => {
  const peer = await localPeer(context, () => ({ status: 429, headers: { 'retry-after': '1' } }));
  await assert.rejects(
    transportTo(peer.url).json(me),
    (error) => error instanceof RateLimited && error.status === 429 && error.waitMs === 1_000,
  );
  assert.equal(peer.requests.length, 3);
});

test('a wait that is too long is not begun', async (context) => {
  const time = manualTime();
  const peer = await localPeer(context, () => ({ status: 429, headers: { 'retry-after': '3600' } }));
  await assert.rejects(
    transportTo(peer.url, time).json(me),
    (error) => error instanceof RateLimited && error.waitMs === 3_600_000,
  );
  assert.deepEqual([peer.requests.length, time.slept], [1, []]);
});

test('a 503 is repeated only when the server says that it sheds load', async (context) => {
  const peer = await localPeer(
    context,
    inTurn({ status: 503, headers: { 'retry-after': '1' } }, { status: 503 }),
  );
  await assert.rejects(transportTo(peer.url).json({ ...me, method: 'POST', body: {} }), RateLimited);
  assert.equal(peer.requests.length, 2);
});

test('a 401 brings one renewal and one more try', async (context) => {
  const tokens = countedTokens();
  const peer = await localPeer(context, ({ headers }) =>
    headers.authorization === 'Bearer token-2'
      ? ok
      : { status: 401, body: { errors: ['The access token is invalid'] } },
  );
  assert.deepEqual(await transportTo(peer.url, manualTime(), tokens).json(me), { fine: true });
  assert.deepEqual(tokens.renewals, ['token-1']);
  assert.equal(peer.requests.length, 2);
});

test('a second 401 is an error, not another renewal', async (context) => {
  const tokens = countedTokens();
  const peer = await localPeer(context, () => ({
    status: 401,
    body: { errors: ['The access token is invalid'] },
  }));
  await assert.rejects(
    transportTo(peer.url, manualTime(), tokens).json(me),
    (error) => error instanceof ApiError && error.status === 401,
  );
  assert.deepEqual([tokens.renewals, peer.requests.length], [['token-1'], 2]);
});

test('a company that is not connected is its own error, and costs no renewal', async (context) => {
  const tokens = countedTokens();
  const peer = await localPeer(context, () => ({ status: 403, body: { errors: [NOT_CONNECTED] } }));
  await assert.rejects(transportTo(peer.url, manualTime(), tokens).json(me), NotConnected);
  assert.deepEqual(tokens.renewals, []);
});

test('a 204 has no answer', async (context) => {
  const peer = await localPeer(context, () => ({ status: 204 }));
  assert.equal(await transportTo(peer.url).json({ ...me, method: 'DELETE' }), undefined);
});

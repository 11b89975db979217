import assert from 'node:assert/strict';
import { test } from 'node:test';
import { manualTime } from '../manual-time.test-support.ts';
import { authorizationPeer, pair, tokenRequests } from './authorization-peer.test-support.ts';
import { OAuthClient } from './oauth-client.ts';
import { AnswerLost, OAuthFailure, SignInNeeded } from './oauth-errors.ts';
import { type TokenSet, tokenSetOf } from './token-set.ts';

const LIFETIME = 5400_000;

function clientOf(issuer: string, time: ReturnType<typeof manualTime>) {
  return new OAuthClient({
    issuer,
    clientId: 'app',
    clientSecret: 'secret',
    clock: time.clock,
    sleep: time.sleep,
  });
}

const nowhere = async () => {};

test('fifty callers at once cause one refresh and get the same token', async (context) => {
  const time = manualTime();
  const peer = await authorizationPeer(context, () => ({ body: pair(2) }));
  const tokens = clientOf(peer.url, time).userTokens(tokenSetOf(pair(1), time.clock.now()), nowhere);
  time.pass(LIFETIME);
  const got = await Promise.all(Array.from({ length: 50 }, () => tokens.accessToken()));
  assert.deepEqual(new Set(got), new Set(['access-2']));
  const sent = tokenRequests(peer).map((request) => request.form);
  assert.deepEqual(sent, [
    { grant_type: 'refresh_token', refresh_token: 'refresh-1', client_id: 'app', client_secret: 'secret' },
  ]);
});

test('fifty callers refused with the same token cause one refresh, late ones included', async (context) => {
  const time = manualTime();
  const peer = await authorizationPeer(context, () => ({ body: pair(2) }));
  const tokens = clientOf(peer.url, time).userTokens(tokenSetOf(pair(1), time.clock.now()), nowhere);
  await Promise.all(Array.from({ length: 50 }, () => tokens.renew('access-1')));
  assert.equal(await tokens.renew('access-1'), 'access-2');
  assert.equal(tokenRequests(peer).length, 1);
});

for (const broken of ['before', 'within'] as const) {
  test(`a refresh whose answer breaks ${broken === 'before' ? 'off before' : 'in'} its body is repeated with the same token`, async (context) => {
    const time = manualTime();
    let answers = 0;
    const peer = await authorizationPeer(context, () => {
      answers += 1;
      return answers === 1 ? { body: pair(2), broken } : { body: pair(2) };
    });
    const tokens = clientOf(peer.url, time).userTokens(tokenSetOf(pair(1), time.clock.now()), nowhere);
    assert.equal(await tokens.renew('access-1'), 'access-2');
    const presented = tokenRequests(peer).map((request) => request.form.refresh_token);
    assert.deepEqual(presented, ['refresh-1', 'refresh-1']);
    assert.deepEqual(time.slept, [100]);
  });
}

test('a lost answer is asked for at most twice more', async (context) => {
  const time = manualTime();
  const peer = await authorizationPeer(context, () => ({ broken: 'before' }));
  const tokens = clientOf(peer.url, time).userTokens(tokenSetOf(pair(1), time.clock.now()), nowhere);
  await assert.rejects(tokens.renew('access-1'), AnswerLost);
  assert.equal(tokenRequests(peer).length, 3);
});

test('no repetition starts after the grace, when the token would count as stolen', async (context) => {
  const time = manualTime();
  const peer = await authorizationPeer(context, () => {
    time.pass(1900);
    return { broken: 'before' };
  });
  const tokens = clientOf(peer.url, time).userTokens(tokenSetOf(pair(1), time.clock.now()), nowhere);
  await assert.rejects(tokens.renew('access-1'), AnswerLost);
  assert.equal(tokenRequests(peer).length, 1);
});

test('a refusal is not repeated', async (context) => {
  const time = manualTime();
  const peer = await authorizationPeer(context, () => ({ status: 401, body: { error: 'invalid_client' } }));
  const tokens = clientOf(peer.url, time).userTokens(tokenSetOf(pair(1), time.clock.now()), nowhere);
  await assert.rejects(tokens.renew('access-1'), OAuthFailure);
  assert.equal(tokenRequests(peer).length, 1);
});

test('a new access token is handed to nobody before its pair is saved', async (context) => {
  const time = manualTime();
  const peer = await authorizationPeer(context, () => ({ body: pair(2) }));
  const events: string[] = [];
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: saving, resolve: begun } = Promise.withResolvers<void>();
  const save = async (tokens: TokenSet) => {
    begun();
    await released;
    events.push(`saved ${tokens.refreshToken}`);
  };
  const tokens = clientOf(peer.url, time).userTokens(tokenSetOf(pair(1), time.clock.now()), save);
  time.pass(LIFETIME);
  const callers = Array.from({ length: 5 }, () =>
    tokens.accessToken().then((token) => events.push(`used ${token}`)),
  );
  await saving;
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(events, []);
  release();
  await Promise.all(callers);
  assert.deepEqual(events, ['saved refresh-2', ...Array.from({ length: 5 }, () => 'used access-2')]);
});

test('when saving fails the pair is kept and saved again, without a second refresh', async (context) => {
  const time = manualTime();
  const peer = await authorizationPeer(context, () => ({ body: pair(2) }));
  const saved: TokenSet[] = [];
  let full = true;
  const save = async (tokens: TokenSet) => {
    if (full) throw new Error('disk full');
    saved.push(tokens);
  };
  const tokens = clientOf(peer.url, time).userTokens(tokenSetOf(pair(1), time.clock.now()), save);
  await assert.rejects(tokens.renew('access-1'), /disk full/);
  await assert.rejects(tokens.accessToken(), /disk full/);
  full = false;
  assert.equal(await tokens.accessToken(), 'access-2');
  assert.deepEqual(
    saved.map((set) => set.refreshToken),
    ['refresh-2'],
  );
  assert.equal(tokenRequests(peer).length, 1);
});

test('a dead refresh token asks for a new sign-in and is never presented again', async (context) => {
  const time = manualTime();
  const peer = await authorizationPeer(context, () => ({ status: 400, body: { error: 'invalid_grant' } }));
  const tokens = clientOf(peer.url, time).userTokens(tokenSetOf(pair(1), time.clock.now()), nowhere);
  await assert.rejects(tokens.renew('access-1'), SignInNeeded);
  await assert.rejects(tokens.renew('access-1'), SignInNeeded);
  assert.equal(tokenRequests(peer).length, 1);
});

test('tokens are renewed ahead of expiry, and an unreachable server then does no harm until expiry', async (context) => {
  const time = manualTime();
  const peer = await authorizationPeer(context, () => ({ broken: 'before' }));
  const tokens = clientOf(peer.url, time).userTokens(tokenSetOf(pair(1), time.clock.now()), nowhere);
  time.pass(LIFETIME - 60_001);
  assert.equal(await tokens.accessToken(), 'access-1');
  assert.equal(tokenRequests(peer).length, 0);
  time.pass(1);
  assert.equal(await tokens.accessToken(), 'access-1');
  assert.equal(tokenRequests(peer).length, 3);
  time.pass(60_000);
  await assert.rejects(tokens.accessToken(), AnswerLost);
});

test('a refresh token stays where the server sends no new one', async (context) => {
  const time = manualTime();
  const { refresh_token: _, ...answer } = pair(2);
  const peer = await authorizationPeer(context, () => ({ body: answer }));
  const saved: TokenSet[] = [];
  const save = async (tokens: TokenSet) => void saved.push(tokens);
  await clientOf(peer.url, time)
    .userTokens(tokenSetOf(pair(1), time.clock.now()), save)
    .renew('access-1');
  assert.equal(saved[0]?.refreshToken, 'refresh-1');
});

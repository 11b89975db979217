import assert from 'node:assert/strict';
import { test } from 'node:test';
import { manualTime } from '../manual-time.test-support.ts';
import { authorizationPeer, pair, tokenRequests } from './authorization-peer.test-support.ts';
import { OAuthClient } from './oauth-client.ts';
import { OAuthFailure } from './oauth-errors.ts';

test('one token serves every caller until shortly before it expires', async (context) => {
  const time = manualTime();
  let issued = 0;
  const peer = await authorizationPeer(context, () => {
    issued += 1;
    return { body: pair(issued) };
  });
  const tokens = new OAuthClient({
    issuer: peer.url,
    clientId: 'app',
    clientSecret: 's',
    ...time,
  }).serviceTokens();
  const first = await Promise.all(Array.from({ length: 50 }, () => tokens.accessToken()));
  assert.deepEqual(new Set(first), new Set(['access-1']));
  time.pass(5400_000 - 60_001);
  assert.equal(await tokens.accessToken(), 'access-1');
  time.pass(1);
  assert.equal(await tokens.accessToken(), 'access-2');
  assert.deepEqual(
    tokenRequests(peer).map((request) => request.form.grant_type),
    ['client_credentials', 'client_credentials'],
  );
});

test('a refused token is replaced once, and a failed request is not remembered', async (context) => {
  let issued = 0;
  const peer = await authorizationPeer(context, () => {
    issued += 1;
    return issued === 2 ? { status: 401, body: { error: 'invalid_client' } } : { body: pair(issued) };
  });
  const tokens = new OAuthClient({ issuer: peer.url, clientId: 'app', clientSecret: 's' }).serviceTokens();
  assert.equal(await tokens.accessToken(), 'access-1');
  await assert.rejects(tokens.renew('access-1'), OAuthFailure);
  assert.equal(await tokens.renew('access-1'), 'access-3');
  assert.equal(await tokens.renew('access-1'), 'access-3');
  assert.equal(issued, 3);
});

test('a token of short life is used for half of it, not asked for on every call', async (context) => {
  const time = manualTime();
  const peer = await authorizationPeer(context, () => ({ body: { ...pair(1), expires_in: 10 } }));
  const tokens = new OAuthClient({
    issuer: peer.url,
    clientId: 'app',
    clientSecret: 's',
    ...time,
  }).serviceTokens();
  await tokens.accessToken();
  time.pass(4_999);
  await tokens.accessToken();
  assert.equal(tokenRequests(peer).length, 1);
});

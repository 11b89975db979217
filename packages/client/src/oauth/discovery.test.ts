import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localPeer } from '../local-peer.test-support.ts';
import { surroundings } from '../surroundings.ts';
import { authorizationPeer, metadataOf } from './authorization-peer.test-support.ts';
import { discover } from './discovery.ts';
import { OAuthClient } from './oauth-client.ts';
import { AnswerLost, DiscoveryFailed } from './oauth-errors.ts';

const world = surroundings();

test('metadata that names another issuer is refused, be it only by a slash', async (context) => {
  const peer = await authorizationPeer(context, () => ({}));
  assert.equal((await discover(peer.url, world)).issuer, peer.url);
  await assert.rejects(discover(`${peer.url}/`, world), DiscoveryFailed);
});

test('the well-known part goes between host and path of the issuer', async (context) => {
  const peer = await localPeer(context, (_, { url }) => ({ body: metadataOf(`${url}/tenant`) }));
  await discover(`${peer.url}/tenant`, world);
  assert.equal(peer.requests[0]?.path, '/.well-known/oauth-authorization-server/tenant');
});

test('a redirect is not followed', async (context) => {
  const other = await authorizationPeer(context, () => ({}));
  const headers = { location: `${other.url}/.well-known/oauth-authorization-server` };
  const peer = await localPeer(context, () => ({ status: 302, headers }));
  await assert.rejects(discover(peer.url, world), AnswerLost);
  assert.equal(other.requests.length, 0);
});

test('an issuer is spoken to by https, or by http on this machine alone', () => {
  for (const issuer of ['https://a.example', 'http://localhost:1', 'http://127.0.0.2', 'http://[::1]:1']) {
    assert.doesNotThrow(() => new OAuthClient({ issuer, clientId: 'app' }));
  }
  for (const issuer of [
    'http://a.example',
    'http://localhost.evil.example',
    'http://127.evil.example',
    'ftp://localhost',
  ]) {
    assert.throws(() => new OAuthClient({ issuer, clientId: 'app' }), TypeError);
  }
});

test('metadata is fetched once for all callers, and a failure is not remembered', async (context) => {
  let asked = 0;
  const peer = await localPeer(context, (_, { url }) => {
    asked += 1;
    return asked === 1 ? { status: 503 } : { body: metadataOf(url) };
  });
  const client = new OAuthClient({ issuer: peer.url, clientId: 'app' });
  await assert.rejects(client.metadata(), AnswerLost);
  await Promise.all([client.metadata(), client.metadata(), client.metadata()]);
  assert.equal(asked, 2);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authorizationPeer } from './authorization-peer.test-support.ts';
import { OAuthClient } from './oauth-client.ts';
import { AnswerLost, OAuthFailure } from './oauth-errors.ts';

test('revoke and introspect speak with the client credentials in the body', async (context) => {
  const peer = await authorizationPeer(context, ({ path }) => ({
    body: path === '/oauth/introspect' ? { active: true, client_id: 'app' } : {},
  }));
  const client = new OAuthClient({ issuer: peer.url, clientId: 'app', clientSecret: 'secret' });
  await client.revoke('t');
  assert.deepEqual(await client.introspect('t'), { active: true, client_id: 'app' });
  for (const request of peer.requests.slice(1)) {
    assert.deepEqual(request.form, { token: 't', client_id: 'app', client_secret: 'secret' });
  }
});

test('token info travels by bearer, and a refusal keeps its code', async (context) => {
  const info = {
    resource_owner_id: 7,
    scopes: [],
    expires_in_seconds: 9,
    application: { uid: 'app' },
    created_at: 1,
  };
  const refusal = { error: 'invalid_token', error_description: 'The access token is invalid' };
  const peer = await authorizationPeer(context, ({ path, headers }) => {
    assert.equal(path, '/oauth/token/info');
    return headers.authorization === 'Bearer good' ? { body: info } : { status: 401, body: refusal };
  });
  const client = new OAuthClient({ issuer: peer.url, clientId: 'app' });
  assert.deepEqual(await client.tokenInfo('good'), info);
  await assert.rejects(
    client.tokenInfo('bad'),
    (error) => error instanceof OAuthFailure && error.error === 'invalid_token' && error.status === 401,
  );
});

test('a redirect of the token endpoint does not carry the secret away', async (context) => {
  const elsewhere = await authorizationPeer(context, () => ({}));
  const headers = { location: `${elsewhere.url}/oauth/token` };
  const peer = await authorizationPeer(context, () => ({ status: 307, headers }));
  const client = new OAuthClient({ issuer: peer.url, clientId: 'app', clientSecret: 'secret' });
  await assert.rejects(client.clientCredentials(), AnswerLost);
  assert.equal(elsewhere.requests.length, 0);
});

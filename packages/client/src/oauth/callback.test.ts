import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authorizationPeer, metadataOf, pair, tokenRequests } from './authorization-peer.test-support.ts';
import { codeOf } from './callback.ts';
import { OAuthClient } from './oauth-client.ts';
import { type CallbackFault, CallbackRefused } from './oauth-errors.ts';
import { challengeOf } from './pkce.ts';

const redirectUri = 'http://localhost/';

test('a whole sign-in: challenge out, code back, verifier to the token endpoint', async (context) => {
  const peer = await authorizationPeer(context, () => ({ body: pair(1) }));
  const client = new OAuthClient({ issuer: peer.url, clientId: 'app' });
  const { url, pending } = await client.startAuthorization(redirectUri);
  const sent = new URL(url);
  assert.equal(sent.origin + sent.pathname, `${peer.url}/oauth/authorize`);
  assert.deepEqual(Object.fromEntries(sent.searchParams), {
    response_type: 'code',
    client_id: 'app',
    redirect_uri: redirectUri,
    state: pending.state,
    code_challenge: await challengeOf(pending.codeVerifier),
    code_challenge_method: 'S256',
  });
  const back = new URLSearchParams({ code: 'the-code', state: pending.state, iss: peer.url });
  const tokens = await client.finishAuthorization(`${redirectUri}?${back}`, pending);
  assert.equal(tokens.accessToken, 'access-1');
  assert.deepEqual(tokenRequests(peer)[0]?.form, {
    grant_type: 'authorization_code',
    code: 'the-code',
    redirect_uri: redirectUri,
    code_verifier: pending.codeVerifier,
    client_id: 'app',
  });
});

const issuer = 'https://gatehouse.example';
const pending = { issuer, redirectUri, state: 'mine', codeVerifier: 'v' };
const good = { code: 'c', state: 'mine', iss: issuer };

const refused: [string, Record<string, string>[], CallbackFault][] = [
  ['a foreign state', [{ ...good, state: 'theirs' }], 'wrong_state'],
  ['no state', [{ code: 'c', iss: issuer }], 'wrong_state'],
  ['a foreign issuer', [{ ...good, iss: 'https://evil.example' }], 'wrong_issuer'],
  ['an issuer that differs by a slash', [{ ...good, iss: `${issuer}/` }], 'wrong_issuer'],
  ['no issuer where the server promises one', [{ code: 'c', state: 'mine' }], 'wrong_issuer'],
  [
    'an error from a foreign issuer',
    [{ error: 'access_denied', state: 'mine', iss: 'https://evil.example' }],
    'wrong_issuer',
  ],
  ['two codes', [good, { code: 'd' }], 'malformed'],
  ['two states', [good, { state: 'theirs' }], 'malformed'],
  ['neither code nor error', [{ state: 'mine', iss: issuer }], 'malformed'],
  ['an empty code', [{ ...good, code: '' }], 'malformed'],
];

for (const [what, parts, reason] of refused) {
  test(`a callback with ${what} is refused`, () => {
    const query = parts.map((part) => new URLSearchParams(part).toString()).join('&');
    assert.throws(
      () => codeOf(`${redirectUri}?${query}`, pending, metadataOf(issuer)),
      (error) => error instanceof CallbackRefused && error.reason === reason,
    );
  });
}

test('a refusal by the person is told with its own code', () => {
  const query = new URLSearchParams({
    error: 'access_denied',
    error_description: 'No.',
    state: 'mine',
    iss: issuer,
  });
  assert.throws(
    () => codeOf(`${redirectUri}?${query}`, pending, metadataOf(issuer)),
    (error) =>
      error instanceof CallbackRefused &&
      error.reason === 'refused' &&
      error.error === 'access_denied' &&
      error.message === 'No.',
  );
});

for (const fault of ['state', 'iss'] as const) {
  test(`a wrong ${fault} ends the sign-in before the code is sent anywhere`, async (context) => {
    const peer = await authorizationPeer(context, () => ({ body: pair(1) }));
    const client = new OAuthClient({ issuer: peer.url, clientId: 'app' });
    const started = await client.startAuthorization(redirectUri);
    const back = new URLSearchParams({
      code: 'c',
      state: started.pending.state,
      iss: peer.url,
      [fault]: 'wrong',
    });
    await assert.rejects(
      client.finishAuthorization(`${redirectUri}?${back}`, started.pending),
      CallbackRefused,
    );
    assert.equal(tokenRequests(peer).length, 0);
  });
}

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { makeTestKey, type TestKey } from '../authorization/assertion.test-support.ts';
import { assertionType } from '../authorization/client-assertion.ts';
import {
  authorizePath,
  makeProof,
  type OAuthStage,
  pairOf,
  setOAuthStage,
} from '../testing/oauth-clients.ts';
import { answerConsent } from '../testing/sign-in-by-form.ts';
import { type DocumentHost, json, startDocumentHost } from './document-host.test-support.ts';

const back = 'https://crane.example/cb';
const key = makeTestKey('ES256', 'first');
const other = makeTestKey('ES256', 'second');
const setOf = (...keys: readonly TestKey[]) => ({
  keys: keys.map(({ jwk, kid, algorithm }) => ({ ...jwk, kid, alg: algorithm, use: 'sig' })),
});

describe('apps that nobody registered and that sign who they are (private_key_jwt)', () => {
  let stage: OAuthStage;
  let host: DocumentHost;
  let files: Record<string, unknown>;
  before(async () => {
    host = await startDocumentHost();
    host.answer = (request, response) => {
      const file = files[request.url ?? ''];
      if (file === undefined) response.writeHead(404).end();
      else json(file)(request, response);
    };
    stage = await setOAuthStage({ clientDocuments: 'from_private_addresses_too' });
  });
  after(async () => {
    await stage[Symbol.asyncDispose]();
    await host[Symbol.asyncDispose]();
  });

  const { verifier, challenge } = makeProof();
  const client = (path: string) => ({ clientId: `${host.origin}${path}`, clientSecret: undefined });
  const serve = (path: string, more: Readonly<Record<string, unknown>>, beside = {}) => {
    const document = {
      client_id: `${host.origin}${path}`,
      client_name: 'Crane Watch',
      redirect_uris: [back],
    };
    files = { [path]: { ...document, token_endpoint_auth_method: 'private_key_jwt', ...more }, ...beside };
  };
  const asking = (path: string) => authorizePath(client(path), { redirect_uri: back, ...challenge });
  const allowed = async (path: string) => {
    const location = new URL(await answerConsent(stage.browser, asking(path)));
    return location.searchParams.get('code') ?? assert.fail(location.href);
  };
  const signedBy = (by: TestKey, path: string) => {
    const { clientId } = client(path);
    const now = Math.floor(stage.platform.clock.now() / 1000);
    const jti = crypto.randomUUID();
    const claims = { iss: clientId, sub: clientId, aud: stage.platform.url, exp: now + 60, jti };
    return { client_assertion_type: assertionType, client_assertion: by.sign(claims) };
  };
  const redeem = (path: string, code: string, proof: Record<string, string>) =>
    stage.redeem(client(path), code, { redirect_uri: back, code_verifier: verifier, ...proof });
  const later = () => stage.platform.clock.advance(10 * 60_000);

  it('get tokens by a key of their document, refresh by it, and by nothing less', async () => {
    const path = '/signs.json';
    serve(path, { jwks: setOf(key) });
    const code = await allowed(path);
    for (const proof of [{}, { client_secret: 'guess' }, signedBy(other, path)])
      assert.equal((await redeem(path, code, proof)).body.error, 'invalid_client');
    const first = pairOf((await redeem(path, code, signedBy(key, path))).body);
    const refresh = (proof: Record<string, string>) =>
      stage.post('/oauth/token', {
        grant_type: 'refresh_token',
        client_id: client(path).clientId,
        refresh_token: first.refreshToken,
        ...proof,
      });
    assert.equal((await refresh({})).body.error, 'invalid_client');
    const next = pairOf((await refresh(signedBy(key, path))).body);
    assert.equal(await stage.isAlive(next.accessToken), true);
  });

  it('may keep their keys at an address of their own, and change them there', async () => {
    const path = '/elsewhere.json';
    const more = { jwks_uri: `${host.origin}/keys.json` };
    serve(path, more, { '/keys.json': setOf(key) });
    assert.equal((await redeem(path, await allowed(path), signedBy(key, path))).status, 200);
    later();
    serve(path, more, { '/keys.json': setOf(other) });
    const code = await allowed(path);
    assert.equal((await redeem(path, code, signedBy(key, path))).body.error, 'invalid_client');
    assert.equal((await redeem(path, code, signedBy(other, path))).status, 200);
  });

  it('get nothing while their keys cannot be had, and are asked for them once at a time', async () => {
    const path = '/silent.json';
    serve(path, { jwks_uri: `${host.origin}/gone.json` });
    const code = await allowed(path);
    const before = host.asked.length;
    for (const proof of [signedBy(key, path), signedBy(key, path)])
      assert.equal((await redeem(path, code, proof)).body.error, 'invalid_client');
    assert.equal(host.asked.length, before + 1);
  });

  it('are followed from Allow to Allow: one that begins to sign has to, and one that ends it is believed no key', async () => {
    const path = '/changes.json';
    serve(path, { token_endpoint_auth_method: 'none' });
    assert.equal((await redeem(path, await allowed(path), {})).status, 200);
    later();
    serve(path, { jwks: setOf(key) });
    const code = await allowed(path);
    assert.equal((await redeem(path, code, {})).body.error, 'invalid_client');
    later();
    serve(path, { token_endpoint_auth_method: 'none' });
    assert.equal((await redeem(path, code, signedBy(key, path))).body.error, 'invalid_client');
  });

  it('without a key, with two ways to one, or asked to prove nothing by PKCE, they get no page', async () => {
    const keys = `${host.origin}/keys.json`;
    for (const [at, more] of [
      {},
      { jwks: setOf(key), jwks_uri: keys },
      { jwks_uri: 'http://crane.example/keys.json' },
      { token_endpoint_auth_method: 'client_secret_jwt', jwks: setOf(key) },
    ].entries()) {
      const path = `/faulty-${at}.json`;
      serve(path, more);
      assert.equal((await stage.browser.get(asking(path))).status, 400, path);
    }
    serve('/plain.json', { jwks: setOf(key) });
    const plain = authorizePath(client('/plain.json'), { redirect_uri: back });
    const told = new URL((await stage.browser.get(plain)).headers.get('location') ?? '').searchParams;
    assert.equal(told.get('error'), 'invalid_request');
  });

  it('have nobody fetch keys for a client that no person allowed', async () => {
    const before = host.asked.length;
    const { clientId } = client('/unknown.json');
    const proof = signedBy(key, '/unknown.json');
    const fields = { grant_type: 'refresh_token', client_id: clientId, refresh_token: 'x', ...proof };
    assert.equal((await stage.post('/oauth/token', fields)).body.error, 'invalid_client');
    assert.equal(host.asked.length, before);
  });
});

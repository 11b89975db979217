import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { makeProof, type OAuthStage, pairOf, redirectUri, setOAuthStage } from '../testing/oauth-clients.ts';

const home = new URL(redirectUri).origin;
const allowed = (headers: Headers) => headers.get('access-control-allow-origin');

describe('what pages of other origins may read', () => {
  let stage: OAuthStage;
  before(async () => {
    stage = await setOAuthStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  const send = async (path: string, origin: string, init: RequestInit = {}) => {
    const headers = { origin, ...init.headers };
    const answer = await fetch(new URL(path, stage.platform.url), { redirect: 'manual', ...init, headers });
    return { headers: answer.headers, status: answer.status, text: await answer.text() };
  };
  const post = (path: string, origin: string, fields: Record<string, string>) =>
    send(path, origin, { method: 'POST', body: new URLSearchParams(fields) });
  const preflight = (path: string, origin = home) =>
    send(path, origin, { method: 'OPTIONS', headers: { 'access-control-request-method': 'POST' } });
  const { verifier, challenge } = makeProof();
  const codeFields = async () => ({
    grant_type: 'authorization_code',
    client_id: stage.native.clientId,
    code: await stage.code(stage.native, challenge),
    redirect_uri: redirectUri,
    code_verifier: verifier,
  });

  it('documents are for everybody, pages where people decide and secrets travel for nobody', async () => {
    for (const path of [
      '/.well-known/oauth-authorization-server',
      '/.well-known/openid-configuration',
      '/.well-known/oauth-protected-resource',
      '/oauth/jwks',
    ]) {
      const { headers } = await send(path, 'https://evil.example');
      assert.equal(allowed(headers), '*', path);
      assert.equal((await preflight(path)).headers.get('access-control-allow-headers'), '*');
    }
    for (const path of ['/oauth/authorize', '/oauth/introspect', '/sign-in', '/device', '/rest/v1.0/me'])
      for (const { headers } of [await preflight(path), await send(path, home)])
        assert.equal(allowed(headers), null, path);
  });

  it('nowhere is a cookie let along, nor a header with a secret', async () => {
    for (const path of ['/oauth/token', '/oauth/revoke', '/oauth/par', '/oauth/jwks', '/oauth/userinfo']) {
      const { headers, status } = await preflight(path);
      assert.equal(status, 204, path);
      assert.equal(headers.get('access-control-allow-credentials'), null, path);
      if (path !== '/oauth/userinfo')
        assert.doesNotMatch(headers.get('access-control-allow-headers') ?? '', /authorization/);
    }
    assert.equal(allowed((await preflight('/oauth/token', 'null')).headers), null);
  });

  it('a page of a public app reads its tokens, on a machine at any port, and revokes them', async () => {
    for (const origin of [home, 'http://127.0.0.1:6274']) {
      const answer = await post('/oauth/token', origin, await codeFields());
      assert.deepEqual([answer.status, allowed(answer.headers)], [200, origin]);
      assert.match(answer.headers.get('vary') ?? '', /origin/i);
      const { accessToken } = pairOf(JSON.parse(answer.text));
      const fields = { client_id: stage.native.clientId, token: accessToken };
      const revoked = await post('/oauth/revoke', origin, fields);
      assert.deepEqual([revoked.status, allowed(revoked.headers)], [200, origin]);
      assert.equal(await stage.isAlive(accessToken), false);
    }
  });

  it('a page of another origin is refused before anything is spent, and can read why', async () => {
    const fields = await codeFields();
    for (const origin of ['https://evil.example', 'http://web.example', `${home}:8443`, 'http://[::1]:80']) {
      const { status, text, headers } = await post('/oauth/token', origin, fields);
      assert.deepEqual([status, JSON.parse(text).error, allowed(headers)], [400, 'invalid_request', '*']);
      assert.match(text, /origin/);
    }
    assert.equal((await post('/oauth/token', stage.platform.url, fields)).status, 200);
  });

  it('what a client with a secret is told no page reads, not even one of its own', async () => {
    const { clientId, clientSecret = '' } = stage.web;
    const client = { client_id: clientId, client_secret: clientSecret };
    const asked = { grant_type: 'authorization_code', code: await stage.code(), redirect_uri: redirectUri };
    const answer = await post('/oauth/token', home, { ...client, ...asked });
    assert.deepEqual([answer.status, allowed(answer.headers)], [200, null]);
  });
});

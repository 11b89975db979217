import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import {
  type Answer,
  authorizePath,
  makeProof,
  type OAuthStage,
  pairOf,
  redirectUri,
  setOAuthStage,
  type TestClient,
} from '../testing/oauth-clients.ts';
import { answerConsent, hiddenField } from '../testing/sign-in-by-form.ts';

const weather = 'https://weather.example/api';
const tides = 'https://tides.example';

describe('resource indicators (RFC 8707)', () => {
  let stage: OAuthStage;
  before(async () => {
    stage = await setOAuthStage({ resources: [weather, tides], sandboxResources: ['https://try.example'] });
  });
  after(() => stage[Symbol.asyncDispose]());

  const ask = (client: TestClient, fields: Record<string, string>) =>
    stage.post('/oauth/token', {
      client_id: client.clientId,
      client_secret: client.clientSecret,
      ...fields,
    } as Record<string, string>);
  const refresh = (refreshToken: string, more: Record<string, string> = {}) =>
    ask(stage.web, { grant_type: 'refresh_token', refresh_token: refreshToken, ...more });
  /** What an outside API does with a token: no call to us but for the keys. */
  const checkedBy = async (api: string, token: string) => {
    const keys = createRemoteJWKSet(new URL('/oauth/jwks', stage.platform.url));
    const { payload } = await jwtVerify(token, keys, {
      issuer: stage.platform.url,
      audience: api,
      typ: 'at+jwt',
      algorithms: ['ES256'],
    });
    return payload;
  };
  const status = async (path: string, token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(new URL(path, stage.platform.url), { headers });
    await answer.text();
    return answer.status;
  };
  const refused = ({ status, body }: Answer) => [status, body.error];

  it('what is relative, has a fragment, is unknown or of the other environment is refused, and told to the app', async () => {
    for (const resource of [
      'api',
      '/api',
      `${weather}#part`,
      `${weather}/`,
      'https://WEATHER.example/api',
      'https://weather.example',
      'https://try.example',
      'urn:x',
    ]) {
      const answer = await stage.browser.get(authorizePath(stage.web, { resource, state: 's' }));
      const location = new URL(answer.headers.get('location') ?? assert.fail(resource));
      assert.ok(location.href.startsWith(redirectUri), resource);
      const { error, state, iss } = Object.fromEntries(location.searchParams);
      assert.deepEqual([error, state, iss], ['invalid_target', 's', stage.platform.url], resource);
      const own = await ask(stage.machine, { grant_type: 'client_credentials', resource });
      assert.deepEqual(refused(own), [400, 'invalid_target'], resource);
    }
    const both = `${authorizePath(stage.web, { resource: weather })}&resource=https%3A%2F%2Ftry.example`;
    const { headers } = await stage.browser.get(both);
    const told = new URL(headers.get('location') ?? '').searchParams.get('error');
    assert.equal(told, 'invalid_target');
  });

  it('our own API can be named, with or without the slash that URLs have, and is what is meant where none is', async () => {
    const { url } = stage.platform;
    for (const resource of [url, `${url}/`]) {
      const code = await stage.code(stage.web, { resource });
      const pair = pairOf((await stage.redeem(stage.web, code, { resource })).body);
      assert.equal(await stage.isAlive(pair.accessToken), true);
      assert.equal((await stage.introspect(stage.web, pair.accessToken)).body.aud, url);
      assert.equal((await stage.introspect(stage.web, pair.refreshToken)).body.aud, url);
      const next = await refresh(pair.refreshToken, { resource: url });
      assert.equal(next.status, 200);
    }
  });

  it('a person is shown the outside API, and it gets a JWT that it can check by itself (RFC 9068)', async () => {
    const page = await (await stage.browser.get(authorizePath(stage.web, { resource: weather }))).text();
    assert.match(page, /weather\.example\/api/);
    assert.doesNotMatch(page, /class="companies"/);
    const { verifier, challenge } = makeProof();
    const code = await stage.code(stage.web, { resource: weather, ...challenge });
    const { body } = await stage.redeem(stage.web, code, { resource: weather, code_verifier: verifier });
    assert.equal(body.expires_in, 600);
    const token = String(body.access_token);
    const claims = await checkedBy(weather, token);
    assert.deepEqual(
      [claims.sub, claims.client_id, claims.environment, Number(claims.exp) - Number(claims.iat)],
      [`person:${stage.personId}`, stage.web.clientId, 'production', 600],
    );
    assert.equal(decodeProtectedHeader(token).alg, 'ES256');
    const seen = await stage.introspect(stage.web, token);
    assert.deepEqual(
      [seen.body.active, seen.body.aud, seen.body.sub],
      [true, weather, `person:${stage.personId}`],
    );
    assert.deepEqual((await stage.introspect(stage.other, token)).body, { active: false });
  });

  it('it is worth nothing at another API, ours among them', async () => {
    const code = await stage.code(stage.web, { resource: weather, scope: 'openid' });
    const { accessToken } = pairOf((await stage.redeem(stage.web, code)).body);
    await assert.rejects(checkedBy(tides, accessToken), { code: 'ERR_JWT_CLAIM_VALIDATION_FAILED' });
    for (const path of ['/rest/v1.0/me', '/manage/v1/apps', '/oauth/token/info', '/oauth/userinfo'])
      assert.equal(await status(path, accessToken), 401, path);
    const own = await stage.pair();
    await assert.rejects(checkedBy(weather, own.accessToken));
  });

  it('a grant is never stretched to another API, and asking for one spends nothing', async () => {
    const code = await stage.code(stage.web, { resource: weather });
    for (const resource of [tides, stage.platform.url, 'https://unknown.example']) {
      const answer = await stage.redeem(stage.web, code, { resource });
      assert.deepEqual(refused(answer), [400, 'invalid_target'], resource);
    }
    const first = pairOf((await stage.redeem(stage.web, code)).body);
    for (const resource of [tides, stage.platform.url])
      assert.deepEqual(refused(await refresh(first.refreshToken, { resource })), [400, 'invalid_target']);
    const second = await refresh(first.refreshToken, { resource: weather });
    assert.equal(second.status, 200);
    await checkedBy(weather, String(second.body.access_token));
    // A retry gets the same pair, JWT and all; and names the API as strictly.
    assert.deepEqual(refused(await refresh(first.refreshToken, { resource: tides })), [
      400,
      'invalid_target',
    ]);
    assert.deepEqual(pairOf((await refresh(first.refreshToken)).body), pairOf(second.body));
    const ofOurs = await stage.pair();
    assert.deepEqual(refused(await refresh(ofOurs.refreshToken, { resource: weather })), [
      400,
      'invalid_target',
    ]);
    assert.equal((await refresh(ofOurs.refreshToken)).status, 200);
  });

  it('a token that was shown twice ends its chain, whatever it asks for', async () => {
    const code = await stage.code(stage.web, { resource: weather });
    const first = pairOf((await stage.redeem(stage.web, code)).body);
    const second = pairOf((await refresh(first.refreshToken)).body);
    await refresh(second.refreshToken);
    assert.deepEqual(refused(await refresh(first.refreshToken, { resource: tides })), [400, 'invalid_grant']);
    assert.deepEqual((await stage.introspect(stage.web, second.accessToken)).body, { active: false });
  });

  it('a JWT is not said to be revoked while an API would still take it; its refresh token ends the chain', async () => {
    const code = await stage.code(stage.web, { resource: weather });
    const pair = pairOf((await stage.redeem(stage.web, code)).body);
    assert.deepEqual(refused(await stage.revoke(stage.web, pair.accessToken)), [
      400,
      'unsupported_token_type',
    ]);
    assert.equal((await stage.revoke(stage.other, pair.accessToken)).status, 200);
    assert.equal((await stage.introspect(stage.web, pair.accessToken)).body.active, true);
    assert.equal((await stage.revoke(stage.web, pair.refreshToken)).status, 200);
    assert.deepEqual((await stage.introspect(stage.web, pair.accessToken)).body, { active: false });
    assert.deepEqual(refused(await refresh(pair.refreshToken)), [400, 'invalid_grant']);
  });

  it('accounts and apps that act for themselves get tokens for outside APIs, of a kind of their own', async () => {
    for (const [client, subject] of [
      [stage.machine, /^app:\d+$/],
      [stage.account, new RegExp(`^service_account:${stage.account.id}$`)],
    ] as const) {
      const { body } = await ask(client, { grant_type: 'client_credentials', resource: tides });
      const claims = await checkedBy(tides, String(body.access_token));
      assert.match(String(claims.sub), subject);
      assert.equal(body.refresh_token, undefined);
    }
  });

  it('pushed requests and devices ask for it too', async () => {
    const credentials = { client_id: stage.web.clientId, client_secret: stage.web.clientSecret };
    const wanted = { response_type: 'code', redirect_uri: redirectUri, resource: 'https://no.example' };
    assert.deepEqual(refused(await stage.post('/oauth/par', { ...credentials, ...wanted })), [
      400,
      'invalid_target',
    ]);
    const { body: pushed } = await stage.post('/oauth/par', { ...credentials, ...wanted, resource: tides });
    const query = new URLSearchParams({
      client_id: stage.web.clientId,
      request_uri: String(pushed.request_uri),
    });
    const location = await answerConsent(stage.browser, `/oauth/authorize?${query}`);
    const code = new URL(location).searchParams.get('code') ?? '';
    await checkedBy(tides, pairOf((await stage.redeem(stage.web, code)).body).accessToken);

    const device = await stage.post('/oauth/device_authorization', { ...credentials, resource: 'x' });
    assert.deepEqual(refused(device), [400, 'invalid_target']);
    const { body: waiting } = await stage.post('/oauth/device_authorization', {
      ...credentials,
      resource: tides,
    });
    const form = await (await stage.browser.get('/device')).text();
    const typed = { csrf: hiddenField(form, 'csrf'), user_code: String(waiting.user_code) };
    const asked = await (await stage.browser.post('/device', typed)).text();
    assert.match(asked, /tides\.example/);
    await stage.browser.post('/device/decision', {
      csrf: hiddenField(asked, 'csrf'),
      request: hiddenField(asked, 'request'),
      decision: 'allow',
    });
    const poll = {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: String(waiting.device_code),
    };
    assert.deepEqual(refused(await ask(stage.web, { ...poll, resource: weather })), [400, 'invalid_target']);
    const { body } = await ask(stage.web, poll);
    await checkedBy(tides, String(body.access_token));
  });

  it('an Allow for one API is none for another where no page is shown', async () => {
    const silently = async (resource?: string) => {
      const more = resource === undefined ? {} : { resource };
      const path = authorizePath(stage.other, { scope: 'openid', prompt: 'none', ...more });
      const { headers } = await stage.browser.get(path);
      const answer = new URL(headers.get('location') ?? '').searchParams;
      return answer.get('error') ?? 'code';
    };
    const code = await stage.code(stage.other, { resource: weather, scope: 'openid' });
    await stage.redeem(stage.other, code);
    assert.deepEqual(
      [await silently(weather), await silently(tides), await silently()],
      ['code', 'consent_required', 'consent_required'],
    );
  });

  it('an app is brought into no company by an Allow for an outside API', async () => {
    const installations = () =>
      stage.platform.house.database.read((tx) => tx.selectFrom('installations').select('id').execute());
    const before = await installations();
    await stage.code(stage.native, { resource: weather, ...makeProof().challenge });
    assert.equal((await installations()).length, before.length);
  });

  it('the metadata names the APIs there are (RFC 9728 section 4)', async () => {
    const described = await fetch(
      new URL('/.well-known/oauth-authorization-server', stage.platform.url),
    ).then((answer) => answer.json() as Promise<{ protected_resources: string[] }>);
    assert.deepEqual(described.protected_resources, [
      stage.platform.url,
      weather,
      tides,
      'https://try.example',
    ]);
  });
});

describe('an API that the operator took off the list', () => {
  it('gets no token any more, not even by a chain that began before', async () => {
    await using stage = await setOAuthStage({ resources: [weather] });
    const code = await stage.code(stage.web, { resource: weather });
    const { refreshToken } = pairOf((await stage.redeem(stage.web, code)).body);
    Object.assign(stage.platform.house.settings, { resources: [] });
    assert.deepEqual(refused(await stage.refresh(stage.web, refreshToken)), [400, 'invalid_target']);
  });

  const refused = ({ status, body }: Answer) => [status, body.error];
});

it('where the operator wants RS256, an API that reads nothing else can check its tokens and signed answers', async () => {
  await using stage = await setOAuthStage({ resources: [weather], apiSigningAlgorithm: 'RS256' });
  const code = await stage.code(stage.web, { resource: weather });
  const { accessToken } = pairOf((await stage.redeem(stage.web, code)).body);
  const keys = createRemoteJWKSet(new URL('/oauth/jwks', stage.platform.url));
  const only = { issuer: stage.platform.url, algorithms: ['RS256'] };
  await jwtVerify(accessToken, keys, { ...only, audience: weather, typ: 'at+jwt' });
  assert.equal((await stage.introspect(stage.web, accessToken)).body.active, true);
  const { clientId, clientSecret = '' } = stage.web;
  const signed = await fetch(new URL('/oauth/introspect', stage.platform.url), {
    method: 'POST',
    headers: { accept: 'application/token-introspection+jwt' },
    body: new URLSearchParams({ client_id: clientId, client_secret: clientSecret, token: accessToken }),
  });
  await jwtVerify(await signed.text(), keys, { ...only, audience: clientId, typ: 'token-introspection+jwt' });
  const metadata = await fetch(new URL('/.well-known/oauth-authorization-server', stage.platform.url));
  const { introspection_signing_alg_values_supported: algorithms } = (await metadata.json()) as Record<
    string,
    unknown
  >;
  assert.deepEqual(algorithms, ['RS256']);
});

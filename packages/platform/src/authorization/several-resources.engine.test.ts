import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { decodeJwt } from 'jose';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import {
  authorizePath,
  type OAuthStage,
  pairOf,
  redirectUri,
  setOAuthStage,
} from '../testing/oauth-clients.ts';
import { answerConsent, hiddenField } from '../testing/sign-in-by-form.ts';

const weather = 'https://weather.example/api';
const tides = 'https://tides.example';
const stars = 'https://stars.example';

/** RFC 8707 sections 2.1 and 2.2: a person allows several APIs at once, and each token is for one of them. */
describe('several resources in one grant', () => {
  let stage: OAuthStage;
  before(async () => {
    stage = await setOAuthStage({ resources: [weather, tides, stars] });
  });
  after(() => stage[Symbol.asyncDispose]());

  const asking = (resources: readonly string[]) =>
    resources.map((resource) => `&resource=${encodeURIComponent(resource)}`).join('');
  const allowed = async (...resources: readonly string[]) => {
    const location = await answerConsent(
      stage.browser,
      `${authorizePath(stage.web, { prompt: 'consent' })}${asking(resources)}`,
    );
    return new URL(location).searchParams.get('code') ?? assert.fail(location);
  };
  const refresh = (refreshToken: string, resource?: string) =>
    stage.post('/oauth/token', {
      grant_type: 'refresh_token',
      client_id: stage.web.clientId,
      client_secret: stage.web.clientSecret,
      refresh_token: refreshToken,
      resource,
    });
  const audience = (token: string) => decodeJwt(token).aud;
  const refused = { status: 400, error: 'invalid_target' };
  const outcome = ({ status, body }: Awaited<ReturnType<typeof refresh>>) => ({ status, error: body.error });

  it('the person is shown each of them, and the companies where ours is among them', async () => {
    const page = async (...resources: readonly string[]) =>
      await (await stage.browser.get(`${authorizePath(stage.other)}${asking(resources)}`)).text();
    const outside = await page(weather, tides);
    assert.match(outside, /weather\.example\/api/);
    assert.match(outside, /tides\.example/);
    assert.doesNotMatch(outside, /class="companies"|stars\.example/);
    const mixed = await page(weather, stage.platform.url);
    assert.match(mixed, /weather\.example\/api/);
    assert.match(mixed, /class="companies"/);
  });

  it('a token is for the one that is named, and a refresh may name another', async () => {
    const code = await allowed(weather, stage.platform.url, tides);
    const first = pairOf((await stage.redeem(stage.web, code, { resource: weather })).body);
    assert.equal(audience(first.accessToken), weather);
    const second = pairOf((await refresh(first.refreshToken, tides)).body);
    assert.equal(audience(second.accessToken), tides);
    const third = pairOf((await refresh(second.refreshToken, stage.platform.url)).body);
    assert.equal(await stage.isAlive(third.accessToken), true);
    const { body } = await stage.introspect(stage.web, third.refreshToken);
    assert.deepEqual([...(body.aud as string[])].sort(), [stage.platform.url, tides, weather].sort());
  });

  it('none named, one that was not allowed, or two at once spend nothing', async () => {
    const code = await allowed(weather, tides);
    for (const resource of [undefined, stars, stage.platform.url, 'https://unknown.example'])
      assert.deepEqual(outcome(await stage.redeem(stage.web, code, { resource })), refused, `${resource}`);
    const { clientId, clientSecret = '' } = stage.web;
    const fields = { grant_type: 'authorization_code', client_id: clientId, client_secret: clientSecret };
    const both = `${new URLSearchParams({ ...fields, code, redirect_uri: redirectUri })}${asking([weather, tides])}`;
    const answer = await fetch(new URL('/oauth/token', stage.platform.url), {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: both,
    });
    assert.equal(((await answer.json()) as { error: string }).error, 'invalid_target');
    const { refreshToken } = pairOf((await stage.redeem(stage.web, code, { resource: weather })).body);
    for (const resource of [undefined, stars, stage.platform.url])
      assert.deepEqual(outcome(await refresh(refreshToken, resource)), refused, `${resource}`);
    assert.equal((await refresh(refreshToken, tides)).status, 200);
  });

  it('two refreshes for two APIs that cross get a token each, and one refresh token', async () => {
    const code = await allowed(weather, tides);
    const first = pairOf((await stage.redeem(stage.web, code, { resource: weather })).body);
    const [one, other] = await Promise.all(
      [weather, tides].map(async (api) => pairOf((await refresh(first.refreshToken, api)).body)),
    );
    assert.ok(one && other);
    assert.deepEqual([audience(one.accessToken), audience(other.accessToken)], [weather, tides]);
    assert.equal(one.refreshToken, other.refreshToken);
    assert.equal((await refresh(one.refreshToken, weather)).status, 200);
  });

  it('each further token that a retry is given out is in the audit, a repeat of the same once', async () => {
    const code = await allowed(weather, tides);
    const first = pairOf((await stage.redeem(stage.web, code, { resource: weather })).body);
    const before = await stage.audited('token.refresh_repeated');
    assert.equal((await refresh(first.refreshToken, weather)).status, 200);
    for (let turn = 0; turn < 3; turn += 1)
      assert.equal((await refresh(first.refreshToken, tides)).status, 200);
    for (let turn = 0; turn < 3; turn += 1)
      assert.equal((await refresh(first.refreshToken, weather)).status, 200);
    assert.equal((await stage.audited('token.refresh_repeated')) - before, 3);
  });

  it('an Allow of two is remembered for these two, and not for others', async () => {
    const silently = async (...resources: readonly string[]) => {
      const asked = authorizePath(stage.web, { scope: 'openid', prompt: 'none' });
      const { headers } = await stage.browser.get(`${asked}${asking(resources)}`);
      return new URL(headers.get('location') ?? '').searchParams.get('error') ?? 'code';
    };
    const path = authorizePath(stage.web, { scope: 'openid', prompt: 'consent' });
    await answerConsent(stage.browser, `${path}${asking([tides, weather])}`);
    assert.equal(await silently(weather, tides), 'code');
    assert.equal(await silently(weather, tides, stars), 'consent_required');
    assert.equal(await silently(weather, stage.platform.url), 'consent_required');
  });

  it('pushed requests and devices ask for several as well', async () => {
    const { clientId, clientSecret = '' } = stage.web;
    const send = async (path: string, fields: Record<string, string>) => {
      const known = { client_id: clientId, client_secret: clientSecret, ...fields };
      const answer = await fetch(new URL(path, stage.platform.url), {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: `${new URLSearchParams(known)}${asking([weather, tides])}`,
      });
      return (await answer.json()) as Record<string, string>;
    };
    const pushed = await send('/oauth/par', { response_type: 'code', redirect_uri: redirectUri });
    const query = new URLSearchParams({ client_id: clientId, request_uri: pushed.request_uri ?? '' });
    const location = await answerConsent(stage.browser, `/oauth/authorize?${query}`);
    const code = new URL(location).searchParams.get('code') ?? '';
    const bought = pairOf((await stage.redeem(stage.web, code, { resource: tides })).body);
    assert.equal(audience(bought.accessToken), tides);

    const waiting = await send('/oauth/device_authorization', {});
    const form = await (await stage.browser.get('/device')).text();
    const typed = { csrf: hiddenField(form, 'csrf'), user_code: waiting.user_code ?? '' };
    const asked = await (await stage.browser.post('/device', typed)).text();
    assert.match(asked, /tides\.example/);
    assert.match(asked, /weather\.example/);
    const decided = { csrf: hiddenField(asked, 'csrf'), request: hiddenField(asked, 'request') };
    await (await stage.browser.post('/device/decision', { ...decided, decision: 'allow' })).text();
    const poll = (resource?: string) =>
      stage.post('/oauth/token', {
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        client_id: clientId,
        client_secret: clientSecret,
        device_code: waiting.device_code,
        resource,
      });
    assert.deepEqual(outcome(await poll()), refused);
    assert.equal(audience(pairOf((await poll(weather)).body).accessToken), weather);
  });

  it('openid-client asks for two, and refreshes for the other', async () => {
    const { clientId, clientSecret = '' } = stage.web;
    const configuration = await openid.discovery(
      new URL(stage.platform.url),
      clientId,
      clientSecret,
      undefined,
      { algorithm: 'oauth2', execute: [openid.allowInsecureRequests] },
    );
    const asked = openid.buildAuthorizationUrl(
      configuration,
      new URLSearchParams([
        ['redirect_uri', redirectUri],
        ['resource', weather],
        ['resource', tides],
      ]),
    );
    const location = new URL(await answerConsent(stage.browser, `${asked.pathname}${asked.search}`));
    const tokens = await openid.authorizationCodeGrant(configuration, location, {}, { resource: weather });
    const next = await openid.refreshTokenGrant(configuration, tokens.refresh_token ?? '', {
      resource: tides,
    });
    assert.deepEqual([audience(tokens.access_token), audience(next.access_token)], [weather, tides]);
  });

  it('oauth4webapi takes the tokens, and its check of an API takes each at its own place', async () => {
    const http = { [oauth.allowInsecureRequests]: true };
    const issuer = new URL(stage.platform.url);
    const found = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...http });
    const server = await oauth.processDiscoveryResponse(issuer, found);
    const check = (token: string, api: string) => {
      const call = new Request(api, { headers: { authorization: `Bearer ${token}` } });
      return oauth.validateJwtAccessToken(server, call, api, http);
    };
    const code = await allowed(weather, tides);
    const first = pairOf((await stage.redeem(stage.web, code, { resource: weather })).body);
    const client = { client_id: stage.web.clientId };
    const proof = oauth.ClientSecretPost(stage.web.clientSecret ?? '');
    const answer = await oauth.refreshTokenGrantRequest(server, client, proof, first.refreshToken, {
      additionalParameters: { resource: tides },
      ...http,
    });
    const next = await oauth.processRefreshTokenResponse(server, client, answer);
    assert.equal((await check(first.accessToken, weather)).aud, weather);
    assert.equal((await check(next.access_token, tides)).aud, tides);
    await assert.rejects(check(next.access_token, weather));
  });
});

import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import * as oauth from 'openid-client';
import { changeClientPolicy } from '../apps/client-policy-store.ts';
import { appOf, system } from '../authorization/registered-key.test-support.ts';
import { type OAuthStage, redirectUri, setOAuthStage, type TestClient } from '../testing/oauth-clients.ts';
import { answerConsent, hiddenField, signInByForm } from '../testing/sign-in-by-form.ts';

suite('openid-client, unchanged, with what goes beyond the basics', () => {
  let stage: OAuthStage;
  before(async () => {
    stage = await setOAuthStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  function discover(
    { clientId, clientSecret }: TestClient,
    metadata: Partial<oauth.ClientMetadata> = {},
  ): Promise<oauth.Configuration> {
    const authentication = clientSecret === undefined ? oauth.None() : oauth.ClientSecretBasic(clientSecret);
    return oauth.discovery(new URL(stage.platform.url), clientId, metadata, authentication, {
      // The library asks to be told that this issuer is on loopback and has no TLS.
      execute: [oauth.allowInsecureRequests],
    });
  }

  async function proofKey() {
    const pkceCodeVerifier = oauth.randomPKCECodeVerifier();
    return {
      pkceCodeVerifier,
      asked: {
        code_challenge: await oauth.calculatePKCECodeChallenge(pkceCodeVerifier),
        code_challenge_method: 'S256',
      },
    };
  }

  const allowed = async ({ pathname, search }: URL) =>
    new URL(await answerConsent(stage.browser, pathname + search));

  test('pushes its request, bound to a key that it then proves everywhere, nonces and all', async () => {
    const config = await discover(stage.native);
    const DPoP = oauth.getDPoPHandle(config, await oauth.randomDPoPKeyPair('ES256'));
    const { pkceCodeVerifier, asked } = await proofKey();
    const expectedState = oauth.randomState();
    const url = await oauth.buildAuthorizationUrlWithPAR(
      config,
      { redirect_uri: redirectUri, state: expectedState, ...asked },
      { DPoP },
    );
    assert.deepEqual([...url.searchParams.keys()].sort(), ['client_id', 'request_uri']);
    const callback = await allowed(url);
    const checks = { pkceCodeVerifier, expectedState };
    await assert.rejects(oauth.authorizationCodeGrant(config, callback, checks), { status: 400 });
    const first = await oauth.authorizationCodeGrant(config, callback, checks, undefined, { DPoP });
    assert.equal(first.token_type, 'dpop');
    const me = new URL('/rest/v1.0/me', stage.platform.url);
    const call = (token: string) =>
      oauth.fetchProtectedResource(config, token, me, 'GET', undefined, undefined, { DPoP });
    const answer = await call(first.access_token);
    assert.equal(answer.status, 200);
    await answer.text();
    await assert.rejects(oauth.fetchProtectedResource(config, first.access_token, me, 'GET'));
    const next = await oauth.refreshTokenGrant(config, first.refresh_token ?? '', undefined, { DPoP });
    assert.equal((await call(next.access_token)).status, 200);
  });

  test('signs a person in, reads who it is, and signs them out again', async () => {
    const config = await discover(stage.web);
    const { house } = stage.platform;
    const appId = await appOf(stage, stage.web);
    const bye = 'https://web.example/bye';
    await house.database.write((tx) =>
      changeClientPolicy(house, tx, system, appId, 'production', { post_logout_redirect_uris: [bye] }),
    );
    const { pkceCodeVerifier, asked } = await proofKey();
    const expectedNonce = oauth.randomNonce();
    const callback = await allowed(
      oauth.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid profile email',
        nonce: expectedNonce,
        max_age: '3600',
        ...asked,
      }),
    );
    oauth.enableNonRepudiationChecks(config);
    const tokens = await oauth.authorizationCodeGrant(config, callback, {
      pkceCodeVerifier,
      expectedNonce,
      maxAge: 3600,
      idTokenExpected: true,
    });
    const claims = tokens.claims() ?? assert.fail();
    assert.equal(claims.sub, `person:${stage.personId}`);
    const info = await oauth.fetchUserInfo(config, tokens.access_token, claims.sub);
    assert.match(String(info.email), /^jim@/);
    await assert.rejects(oauth.fetchUserInfo(config, tokens.access_token, 'person:0'));

    const jim = stage.platform.demo.people.find(({ email }) => email.startsWith('jim@')) ?? assert.fail();
    const browser = await signInByForm(stage.platform.url, jim);
    const end = oauth.buildEndSessionUrl(config, {
      id_token_hint: tokens.id_token ?? '',
      post_logout_redirect_uri: bye,
      state: 'out',
    });
    const page = await (await browser.get(end.pathname + end.search)).text();
    const left = await browser.post('/oauth/logout', {
      csrf: hiddenField(page, 'csrf'),
      after: hiddenField(page, 'after'),
    });
    assert.equal(left.headers.get('location'), `${bye}?state=out`);
    const { headers } = await browser.get('/device');
    assert.match(headers.get('location') ?? '', /^\/sign-in/);
  });

  test('a device is allowed elsewhere while it polls', async () => {
    const config = await discover(stage.native);
    const waiting = await oauth.initiateDeviceAuthorization(config, { scope: 'openid' });
    assert.equal(waiting.interval, 5);
    const form = await (await stage.browser.get('/device')).text();
    const typed = { csrf: hiddenField(form, 'csrf'), user_code: waiting.user_code };
    const asked = await (await stage.browser.post('/device', typed)).text();
    await stage.browser.post('/device/decision', {
      csrf: hiddenField(asked, 'csrf'),
      request: hiddenField(asked, 'request'),
      decision: 'allow',
    });
    const tokens = await oauth.pollDeviceAuthorizationGrant(config, { ...waiting, interval: 0 });
    assert.equal(tokens.claims()?.sub, `person:${stage.personId}`);
    assert.equal(await stage.isAlive(tokens.access_token), true);
  });

  test('asks about a token and gets a signed answer (RFC 9701)', async () => {
    const config = await discover(stage.web, { introspection_signed_response_alg: 'ES256' });
    oauth.enableNonRepudiationChecks(config);
    const { accessToken } = await stage.pair();
    const told = await oauth.tokenIntrospection(config, accessToken);
    assert.deepEqual([told.active, told.aud], [true, stage.platform.url]);
  });
});

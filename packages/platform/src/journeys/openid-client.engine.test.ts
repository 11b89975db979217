import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import * as oauth from 'openid-client';
import type { DemoApp } from '../demo/demo-file.ts';
import { answerConsent, type FormBrowser, signInByForm } from '../testing/sign-in-by-form.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';

const redirectUri = 'http://127.0.0.1:4321/callback';

suite('openid-client, unchanged', () => {
  let platform: TestPlatform;
  let person: FormBrowser;
  let app: DemoApp;

  before(async () => {
    platform = await startPlatform();
    const jim = platform.demo.people.find(({ email }) => email.startsWith('jim@'));
    const report = platform.demo.apps.find(({ name }) => name === 'Nightly Report');
    assert.ok(jim && report);
    app = report;
    person = await signInByForm(platform.url, jim);
  });
  after(() => platform.close());

  /** Configured by nothing but issuer and credentials. */
  function discover(authentication?: oauth.ClientAuth): Promise<oauth.Configuration> {
    return oauth.discovery(new URL(platform.url), app.clientId, app.clientSecret, authentication, {
      algorithm: 'oauth2',
      // The library asks to be told that this issuer is on loopback and has no TLS.
      execute: [oauth.allowInsecureRequests],
    });
  }

  async function authorize(config: oauth.Configuration): Promise<{
    readonly callback: URL;
    readonly checks: oauth.AuthorizationCodeGrantChecks;
  }> {
    const pkceCodeVerifier = oauth.randomPKCECodeVerifier();
    const expectedState = oauth.randomState();
    const { pathname, search } = oauth.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      state: expectedState,
      code_challenge: await oauth.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    });
    const callback = new URL(await answerConsent(person, pathname + search));
    return { callback, checks: { pkceCodeVerifier, expectedState } };
  }

  for (const { how, authentication } of [
    { how: 'in the body', authentication: oauth.ClientSecretPost },
    { how: 'by Basic', authentication: oauth.ClientSecretBasic },
  ]) {
    test(`discovers, authorizes with PKCE, refreshes, introspects and revokes, its secret ${how}`, async () => {
      const config = await discover(authentication(app.clientSecret));
      assert.ok(config.serverMetadata().supportsPKCE());
      const { callback, checks } = await authorize(config);
      const first = await oauth.authorizationCodeGrant(config, callback, checks);
      assert.equal(first.expires_in, 5400);
      assert.ok(first.refresh_token);

      const second = await oauth.refreshTokenGrant(config, first.refresh_token);
      assert.ok(second.refresh_token && second.refresh_token !== first.refresh_token);
      const seen = await oauth.tokenIntrospection(config, second.access_token);
      assert.deepEqual([seen.active, seen.client_id, seen.iss], [true, app.clientId, platform.url]);

      await oauth.tokenRevocation(config, second.refresh_token);
      for (const token of [first.access_token, second.access_token, second.refresh_token])
        assert.equal((await oauth.tokenIntrospection(config, token)).active, false);
      await assert.rejects(oauth.refreshTokenGrant(config, second.refresh_token), {
        name: 'ResponseBodyError',
        error: 'invalid_grant',
        status: 400,
      });
    });
  }

  test('reads the API with the token it got', async () => {
    const config = await discover();
    const { callback, checks } = await authorize(config);
    const { access_token: token } = await oauth.authorizationCodeGrant(config, callback, checks);
    const url = new URL('/rest/v1.0/me', platform.url);
    const response = await oauth.fetchProtectedResource(config, token, url, 'GET');
    const me = (await response.json()) as { readonly login: string };
    assert.equal(me.login, 'jim@ridgeline.example');
  });

  test('gets a token for the app itself, without a refresh token', async () => {
    const config = await discover();
    const tokens = await oauth.clientCredentialsGrant(config);
    assert.deepEqual([tokens.expires_in, tokens.refresh_token], [5400, undefined]);
    assert.equal((await oauth.tokenIntrospection(config, tokens.access_token)).active, true);
    await oauth.tokenRevocation(config, tokens.access_token);
    assert.equal((await oauth.tokenIntrospection(config, tokens.access_token)).active, false);
  });

  for (const [what, spoil] of [
    ['names another issuer', (params) => params.set('iss', 'https://mix-up.example')],
    ['names no issuer', (params) => params.delete('iss')],
    ['has another state', (params) => params.set('state', 'x')],
  ] satisfies [string, (params: URLSearchParams) => void][]) {
    test(`refuses a callback that ${what}; the true one still works`, async () => {
      const config = await discover();
      const { callback, checks } = await authorize(config);
      const spoilt = new URL(callback);
      spoil(spoilt.searchParams);
      await assert.rejects(oauth.authorizationCodeGrant(config, spoilt, checks), {
        code: 'OAUTH_INVALID_RESPONSE',
      });
      await oauth.authorizationCodeGrant(config, callback, checks);
    });
  }

  test('reads why a person said no', async () => {
    const config = await discover();
    const expectedState = oauth.randomState();
    const url = oauth.buildAuthorizationUrl(config, { redirect_uri: redirectUri, state: expectedState });
    const callback = new URL(await answerConsent(person, url.pathname + url.search, 'deny'));
    await assert.rejects(oauth.authorizationCodeGrant(config, callback, { expectedState }), {
      name: 'AuthorizationResponseError',
      error: 'access_denied',
    });
  });

  test('a wrong verifier is refused, and the code still works with the right one', async () => {
    const config = await discover();
    const { callback, checks } = await authorize(config);
    const pkceCodeVerifier = oauth.randomPKCECodeVerifier();
    await assert.rejects(oauth.authorizationCodeGrant(config, callback, { ...checks, pkceCodeVerifier }), {
      error: 'invalid_grant',
    });
    await oauth.authorizationCodeGrant(config, callback, checks);
  });
});

import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import * as oauth from 'oauth4webapi';
import type { DemoApp } from '../demo/demo-file.ts';
import { answerConsent, type FormBrowser, signInByForm } from '../testing/sign-in-by-form.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';

const redirectUri = 'http://127.0.0.1:4321/callback';
/** The library asks to be told that this issuer is on loopback and has no TLS. */
const onLoopback = { [oauth.allowInsecureRequests]: true };

suite('oauth4webapi, unchanged', () => {
  let platform: TestPlatform;
  let person: FormBrowser;
  let app: DemoApp;
  let server: oauth.AuthorizationServer;
  let client: oauth.Client;
  let authentication: oauth.ClientAuth;

  before(async () => {
    platform = await startPlatform();
    const ana = platform.demo.people.find(({ email }) => email.startsWith('ana@'));
    const report = platform.demo.apps.find(({ name }) => name === 'Nightly Report');
    assert.ok(ana && report);
    app = report;
    person = await signInByForm(platform.url, ana);
    const issuer = new URL(platform.url);
    const response = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...onLoopback });
    server = await oauth.processDiscoveryResponse(issuer, response);
    client = { client_id: app.clientId };
    authentication = oauth.ClientSecretPost(app.clientSecret);
  });
  after(() => platform.close());

  async function authorize(): Promise<{ callback: URL; state: string; verifier: string }> {
    const verifier = oauth.generateRandomCodeVerifier();
    const state = oauth.generateRandomState();
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: client.client_id,
      redirect_uri: redirectUri,
      state,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    const { pathname } = new URL(server.authorization_endpoint ?? '');
    const location = await answerConsent(person, `${pathname}?${query}`);
    return { callback: new URL(location), state, verifier };
  }

  async function redeem(
    { callback, state, verifier }: Awaited<ReturnType<typeof authorize>>,
    how = authentication,
  ): Promise<oauth.TokenEndpointResponse> {
    const parameters = oauth.validateAuthResponse(server, client, callback, state);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      how,
      parameters,
      redirectUri,
      verifier,
      onLoopback,
    );
    return await oauth.processAuthorizationCodeResponse(server, client, response);
  }

  async function refresh(token: string): Promise<oauth.TokenEndpointResponse> {
    const response = await oauth.refreshTokenGrantRequest(server, client, authentication, token, onLoopback);
    return await oauth.processRefreshTokenResponse(server, client, response);
  }

  async function introspect(token: string): Promise<oauth.IntrospectionResponse> {
    const response = await oauth.introspectionRequest(server, client, authentication, token, onLoopback);
    return await oauth.processIntrospectionResponse(server, client, response);
  }

  async function revoke(token: string): Promise<void> {
    const response = await oauth.revocationRequest(server, client, authentication, token, onLoopback);
    await oauth.processRevocationResponse(response);
  }

  test('finds in the metadata all that it is about to use', () => {
    assert.equal(server.issuer, platform.url);
    assert.equal(server.authorization_response_iss_parameter_supported, true);
    assert.deepEqual(server.code_challenge_methods_supported, ['S256']);
    for (const endpoint of ['token_endpoint', 'introspection_endpoint', 'revocation_endpoint', 'jwks_uri'])
      assert.ok(String(server[endpoint]).startsWith(`${platform.url}/oauth/`), endpoint);
    for (const grant of ['authorization_code', 'refresh_token', 'client_credentials'])
      assert.ok(server.grant_types_supported?.includes(grant), grant);
  });

  test('goes from code to pair to next pair to nothing', async () => {
    const first = await redeem(await authorize());
    assert.ok(first.refresh_token);
    const second = await refresh(first.refresh_token);
    assert.ok(second.refresh_token);
    const seen = await introspect(second.access_token);
    assert.deepEqual([seen.active, seen.client_id], [true, app.clientId]);
    await revoke(second.access_token);
    assert.equal((await introspect(first.access_token)).active, false);
    assert.equal((await introspect(second.refresh_token)).active, false);
    await assert.rejects(refresh(second.refresh_token), { error: 'invalid_grant', status: 400 });
  });

  test('authenticates by Basic as well', async () => {
    const tokens = await redeem(await authorize(), oauth.ClientSecretBasic(app.clientSecret));
    assert.equal(tokens.token_type, 'bearer');
  });

  test('gets a token for the app itself, without a refresh token', async () => {
    const response = await oauth.clientCredentialsGrantRequest(
      server,
      client,
      authentication,
      {},
      onLoopback,
    );
    const tokens = await oauth.processClientCredentialsResponse(server, client, response);
    assert.deepEqual([tokens.expires_in, tokens.refresh_token], [5400, undefined]);
  });

  test('is answered alike for a token that is unknown and one that is revoked already', async () => {
    await revoke('no-token-of-this-server');
    const { access_token: token } = await redeem(await authorize());
    await revoke(token);
    await revoke(token);
    assert.deepEqual(await introspect(token), await introspect('no-token-of-this-server'));
  });

  for (const [what, spoil] of [
    ['names another issuer', (parameters) => parameters.set('iss', 'https://mix-up.example')],
    ['names no issuer', (parameters) => parameters.delete('iss')],
    ['has another state', (parameters) => parameters.set('state', 'x')],
  ] satisfies [string, (parameters: URLSearchParams) => void][]) {
    test(`refuses a callback that ${what}`, async () => {
      const { callback, state } = await authorize();
      spoil(callback.searchParams);
      assert.throws(() => oauth.validateAuthResponse(server, client, callback, state), {
        code: oauth.INVALID_RESPONSE,
      });
    });
  }

  test('a wrong secret is a WWW-Authenticate challenge to it', async () => {
    const wrong = oauth.ClientSecretBasic('not-the-secret');
    const response = await oauth.clientCredentialsGrantRequest(server, client, wrong, {}, onLoopback);
    assert.equal(response.status, 401);
    await assert.rejects(oauth.processClientCredentialsResponse(server, client, response), {
      code: oauth.WWW_AUTHENTICATE_CHALLENGE,
    });
  });
});

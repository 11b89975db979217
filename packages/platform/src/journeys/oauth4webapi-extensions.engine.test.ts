import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import * as oauth from 'oauth4webapi';
import { type OAuthStage, redirectUri, setOAuthStage, type TestClient } from '../testing/oauth-clients.ts';
import { answerConsent } from '../testing/sign-in-by-form.ts';

/** The library asks to be told that this issuer is on loopback and has no TLS. */
const onLoopback = { [oauth.allowInsecureRequests]: true };

suite('oauth4webapi, unchanged, with what goes beyond the basics', () => {
  let stage: OAuthStage;
  let server: oauth.AuthorizationServer;
  before(async () => {
    stage = await setOAuthStage();
    const issuer = new URL(stage.platform.url);
    const response = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...onLoopback });
    server = await oauth.processDiscoveryResponse(issuer, response);
  });
  after(() => stage[Symbol.asyncDispose]());

  const clientOf = ({ clientId }: TestClient): oauth.Client => ({ client_id: clientId });
  const authenticationOf = ({ clientSecret }: TestClient) =>
    clientSecret === undefined ? oauth.None() : oauth.ClientSecretPost(clientSecret);

  /** Sends a request again with the nonce that its first answer brought, as the library's manual has it. */
  async function withNonce<Answer>(attempt: () => Promise<Answer>): Promise<Answer> {
    try {
      return await attempt();
    } catch (error) {
      if (!oauth.isDPoPNonceError(error)) throw error;
      return await attempt();
    }
  }

  async function redeem(by: TestClient, callback: URL, verifier: string, DPoP?: oauth.DPoPHandle) {
    const client = clientOf(by);
    const parameters = oauth.validateAuthResponse(server, client, callback, oauth.expectNoState);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      authenticationOf(by),
      parameters,
      redirectUri,
      verifier,
      { ...onLoopback, ...(DPoP === undefined ? {} : { DPoP }) },
    );
    return await oauth.processAuthorizationCodeResponse(server, client, response);
  }

  test('a pushed request, and the code it leads to', async () => {
    const client = clientOf(stage.web);
    const verifier = oauth.generateRandomCodeVerifier();
    const response = await oauth.pushedAuthorizationRequest(
      server,
      client,
      authenticationOf(stage.web),
      {
        response_type: 'code',
        redirect_uri: redirectUri,
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      },
      onLoopback,
    );
    const pushed = await oauth.processPushedAuthorizationResponse(server, client, response);
    const query = new URLSearchParams({ client_id: client.client_id, request_uri: pushed.request_uri });
    const callback = new URL(await answerConsent(stage.browser, `/oauth/authorize?${query}`));
    assert.equal((await redeem(stage.web, callback, verifier)).token_type, 'bearer');
  });

  test('signing in with OpenID Connect: discovery, id_token, nonce, max_age and userinfo', async () => {
    const issuer = new URL(stage.platform.url);
    const discovered = await oauth.discoveryRequest(issuer, { algorithm: 'oidc', ...onLoopback });
    const provider = await oauth.processDiscoveryResponse(issuer, discovered);
    const client = clientOf(stage.web);
    const verifier = oauth.generateRandomCodeVerifier();
    const nonce = oauth.generateRandomNonce();
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: client.client_id,
      redirect_uri: redirectUri,
      scope: 'openid profile email',
      nonce,
      max_age: '3600',
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    const callback = new URL(await answerConsent(stage.browser, `/oauth/authorize?${query}`));
    const parameters = oauth.validateAuthResponse(provider, client, callback, oauth.expectNoState);
    const response = await oauth.authorizationCodeGrantRequest(
      provider,
      client,
      authenticationOf(stage.web),
      parameters,
      redirectUri,
      verifier,
      onLoopback,
    );
    const tokens = await oauth.processAuthorizationCodeResponse(provider, client, response, {
      expectedNonce: nonce,
      maxAge: 3600,
      requireIdToken: true,
    });
    await oauth.validateApplicationLevelSignature(provider, response, onLoopback);
    const claims = oauth.getValidatedIdTokenClaims(tokens) ?? assert.fail();
    const answer = await oauth.userInfoRequest(provider, client, tokens.access_token, onLoopback);
    const info = await oauth.processUserInfoResponse(provider, client, claims.sub, answer);
    assert.match(String(info.email), /^jim@/);
  });

  test('tokens bound to a key: from the code to the API and through a refresh', async () => {
    const client = clientOf(stage.native);
    const DPoP = oauth.DPoP(client, await oauth.generateKeyPair('ES256'));
    const verifier = oauth.generateRandomCodeVerifier();
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: client.client_id,
      redirect_uri: redirectUri,
      dpop_jkt: await DPoP.calculateThumbprint(),
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    const callback = new URL(await answerConsent(stage.browser, `/oauth/authorize?${query}`));
    const first = await withNonce(() => redeem(stage.native, callback, verifier, DPoP));
    assert.equal(first.token_type, 'dpop');
    const me = new URL('/rest/v1.0/me', stage.platform.url);
    const call = (token: string) =>
      oauth.protectedResourceRequest(token, 'GET', me, undefined, undefined, { ...onLoopback, DPoP });
    const answer = await withNonce(() => call(first.access_token));
    assert.equal(answer.status, 200);
    await answer.text();
    const next = await withNonce(async () => {
      const response = await oauth.refreshTokenGrantRequest(
        server,
        client,
        oauth.None(),
        first.refresh_token ?? assert.fail(),
        { ...onLoopback, DPoP },
      );
      return await oauth.processRefreshTokenResponse(server, client, response);
    });
    assert.equal((await withNonce(() => call(next.access_token))).status, 200);
  });
});

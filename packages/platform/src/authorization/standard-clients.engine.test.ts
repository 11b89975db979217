import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as procore from '@procore/js-sdk';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { authorizePath, type OAuthStage, redirectUri, setOAuthStage } from '../testing/oauth-clients.ts';
import { answerConsent } from '../testing/sign-in-by-form.ts';

/** Public client libraries, unchanged: what they send is what the world sends. */
describe('standard clients', () => {
  let stage: OAuthStage;
  before(async () => {
    stage = await setOAuthStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  it('the SDK of this wire authorizes, gets tokens, asks about them, refreshes and revokes', async () => {
    const host = stage.platform.url;
    const { clientId, clientSecret: secret = '' } = stage.web;
    const asked = new URL(procore.authorize({ clientId, uri: redirectUri }, host));
    const location = new URL(await answerConsent(stage.browser, `${asked.pathname}${asked.search}`));
    const code = location.searchParams.get('code') ?? '';
    const tokens = await procore.token({ id: clientId, secret, code, uri: redirectUri }, host);
    assert.equal(tokens.token_type, 'bearer');
    assert.equal((await procore.info(tokens.access_token, host)).resource_owner_id, stage.personId);
    const refreshed = await procore.refresh(
      { id: clientId, secret, uri: redirectUri, refresh: tokens.refresh_token },
      host,
    );
    assert.equal(await stage.isAlive(refreshed.access_token), true);
    const revoked = await procore.revoke(
      { token: refreshed.access_token, clientId, clientSecret: secret },
      host,
    );
    assert.deepEqual(revoked, {});
    assert.equal((await procore.info(refreshed.access_token, host)).error, 'invalid_token');
  });

  it('openid-client discovers, gets tokens by code with PKCE, refreshes, introspects and revokes', async () => {
    const { clientId, clientSecret } = stage.web;
    const configuration = await openid.discovery(
      new URL(stage.platform.url),
      clientId,
      { client_secret: clientSecret ?? '' },
      openid.ClientSecretBasic(clientSecret),
      { algorithm: 'oauth2', execute: [openid.allowInsecureRequests] },
    );
    const verifier = openid.randomPKCECodeVerifier();
    const state = openid.randomState();
    const asked = openid.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
    });
    const location = await answerConsent(stage.browser, `${asked.pathname}${asked.search}`);
    const tokens = await openid.authorizationCodeGrant(configuration, new URL(location), {
      pkceCodeVerifier: verifier,
      expectedState: state,
    });
    assert.equal(tokens.expires_in, 5400);
    const refreshed = await openid.refreshTokenGrant(configuration, tokens.refresh_token ?? '');
    const known = await openid.tokenIntrospection(configuration, refreshed.access_token);
    assert.equal(known.active, true);
    await openid.tokenRevocation(configuration, refreshed.access_token);
    assert.equal((await openid.tokenIntrospection(configuration, refreshed.access_token)).active, false);
  });

  it('openid-client finds the token of a service account', async () => {
    const { clientId, clientSecret } = stage.account;
    const configuration = await openid.discovery(
      new URL(stage.platform.url),
      clientId,
      { client_secret: clientSecret ?? '' },
      openid.ClientSecretPost(clientSecret),
      { algorithm: 'oauth2', execute: [openid.allowInsecureRequests] },
    );
    const tokens = await openid.clientCredentialsGrant(configuration);
    assert.equal(tokens.refresh_token, undefined);
    assert.equal(await stage.isAlive(tokens.access_token), true);
  });

  it('oauth4webapi, which checks every answer by the letter, is content', async () => {
    const http = { [oauth.allowInsecureRequests]: true };
    const issuer = new URL(stage.platform.url);
    const discovery = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...http });
    const server = await oauth.processDiscoveryResponse(issuer, discovery);
    const client: oauth.Client = { client_id: stage.native.clientId };
    const verifier = oauth.generateRandomCodeVerifier();
    const state = oauth.generateRandomState();
    const path = authorizePath(stage.native, {
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
    });
    const location = new URL(await answerConsent(stage.browser, path));
    const parameters = oauth.validateAuthResponse(server, client, location, state);
    const none = oauth.None();
    const answer = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      none,
      parameters,
      redirectUri,
      verifier,
      http,
    );
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, answer);
    const again = await oauth.refreshTokenGrantRequest(
      server,
      client,
      none,
      tokens.refresh_token ?? '',
      http,
    );
    const refreshed = await oauth.processRefreshTokenResponse(server, client, again);
    assert.equal(await stage.isAlive(refreshed.access_token), true);
    const revoked = await oauth.revocationRequest(server, client, none, refreshed.refresh_token ?? '', http);
    await oauth.processRevocationResponse(revoked);
    assert.equal(await stage.isAlive(refreshed.access_token), false);

    const refused = validateDenied(server, client, await answerConsent(stage.browser, path, 'deny'), state);
    assert.equal(refused, 'access_denied');
  });
});

function validateDenied(
  server: oauth.AuthorizationServer,
  client: oauth.Client,
  location: string,
  state: string,
): string | undefined {
  try {
    oauth.validateAuthResponse(server, client, new URL(location), state);
  } catch (error) {
    return error instanceof oauth.AuthorizationResponseError ? error.error : undefined;
  }
  return undefined;
}

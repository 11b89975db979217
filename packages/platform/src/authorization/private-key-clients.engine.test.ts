import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import type { ClientKey } from '../apps/client-key.ts';
import { removeAppKey } from '../apps/client-key-store.ts';
import {
  authorizePath,
  makeProof,
  type OAuthStage,
  redirectUri,
  setOAuthStage,
  type TestClient,
} from '../testing/oauth-clients.ts';
import { answerConsent } from '../testing/sign-in-by-form.ts';
import { appOf, registerKey, system } from './registered-key.test-support.ts';

/** Public client libraries, unchanged, with a key of their own making. */
describe('standard clients with private_key_jwt', () => {
  let stage: OAuthStage;
  before(async () => {
    stage = await setOAuthStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  it('oauth4webapi buys tokens with each kind of key', async () => {
    const http = { [oauth.allowInsecureRequests]: true };
    const issuer = new URL(stage.platform.url);
    const discovery = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...http });
    const server = await oauth.processDiscoveryResponse(issuer, discovery);
    assert.ok(server.token_endpoint_auth_methods_supported?.includes('private_key_jwt'));
    const client: oauth.Client = { client_id: stage.machine.clientId };
    for (const algorithm of ['ES256', 'Ed25519', 'PS256', 'RS256']) {
      assert.ok(server.token_endpoint_auth_signing_alg_values_supported?.includes(algorithm));
      const pair = await registerPair(stage.machine, algorithm, `oauth4webapi-${algorithm}`);
      const authentication = oauth.PrivateKeyJwt(pair);
      const answer = await oauth.clientCredentialsGrantRequest(server, client, authentication, {}, http);
      const tokens = await oauth.processClientCredentialsResponse(server, client, answer);
      assert.equal(await stage.isAlive(tokens.access_token), true);
      const appId = await appOf(stage, stage.machine);
      const { house } = stage.platform;
      await house.database.write((tx) => removeAppKey(house, tx, system, appId, 'production', pair.kid));
    }
  });

  it('openid-client redeems a code with a key, refreshes, introspects and revokes', async () => {
    const pair = await registerPair(stage.web, 'ES256', 'openid-client');
    const configuration = await openid.discovery(
      new URL(stage.platform.url),
      stage.web.clientId,
      {},
      openid.PrivateKeyJwt(pair),
      { algorithm: 'oauth2', execute: [openid.allowInsecureRequests] },
    );
    const { verifier, challenge } = makeProof();
    const path = authorizePath(stage.web, { ...challenge, redirect_uri: redirectUri, state: 's' });
    const location = new URL(await answerConsent(stage.browser, path));
    const tokens = await openid.authorizationCodeGrant(configuration, location, {
      pkceCodeVerifier: verifier,
      expectedState: 's',
    });
    const refreshed = await openid.refreshTokenGrant(configuration, tokens.refresh_token ?? '');
    assert.equal((await openid.tokenIntrospection(configuration, refreshed.access_token)).active, true);
    await openid.tokenRevocation(configuration, refreshed.access_token);
    assert.equal(await stage.isAlive(refreshed.access_token), false);
  });

  async function registerPair(client: TestClient, algorithm: string, kid: string) {
    const { publicKey, privateKey } = await oauth.generateKeyPair(algorithm, { extractable: true });
    const jwk = await crypto.subtle.exportKey('jwk', publicKey);
    const named = algorithm === 'Ed25519' ? 'EdDSA' : (algorithm as ClientKey['algorithm']);
    await registerKey(stage, client, { kid, algorithm: named, jwk });
    return { key: privateKey, kid };
  }
});

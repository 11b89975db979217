import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as oauth from 'oauth4webapi';
import { type OAuthStage, setOAuthStage } from '../testing/oauth-clients.ts';

const http = { [oauth.allowInsecureRequests]: true };

describe('the API as a protected resource', () => {
  let stage: OAuthStage;
  before(async () => {
    stage = await setOAuthStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  it('a client that knows only the address of the API finds its authorization server (RFC 9728)', async () => {
    const { url } = stage.platform;
    const refused = await fetch(`${url}/rest/v1.0/me`);
    assert.equal(refused.status, 401);
    const challenge = refused.headers.get('www-authenticate') ?? '';
    const pointer = /resource_metadata="([^"]+)"/.exec(challenge)?.[1];
    assert.equal(pointer, `${url}/.well-known/oauth-protected-resource`);
    const resource = new URL(url);
    const described = await oauth.processResourceDiscoveryResponse(
      resource,
      await oauth.resourceDiscoveryRequest(resource, http),
    );
    assert.deepEqual(described.authorization_servers, [url]);
    assert.deepEqual(described.bearer_methods_supported, ['header']);
  });

  it('a wrong token and a management call are pointed there too, and what is allowed is not', async () => {
    const { url } = stage.platform;
    const headers = { authorization: 'Bearer nothing' };
    for (const path of [
      '/rest/v1.0/me',
      '/rest/v1.0/companies',
      '/manage/v1/apps',
      '/oauth/token/info',
      '/oauth/userinfo',
    ]) {
      const { status, headers: said } = await fetch(url + path, { headers });
      assert.equal(status, 401, path);
      assert.match(said.get('www-authenticate') ?? '', /^Bearer .*, resource_metadata="[^"]+"$/, path);
    }
    const { accessToken } = await stage.pair();
    const allowed = await fetch(`${url}/rest/v1.0/me`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    assert.deepEqual([allowed.status, allowed.headers.get('www-authenticate')], [200, null]);
  });

  it('introspection is signed for the client that asks for it, of its own type (RFC 9701)', async () => {
    const { url } = stage.platform;
    const { accessToken } = await stage.pair();
    const issuer = new URL(url);
    const discovery = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...http });
    const server = await oauth.processDiscoveryResponse(issuer, discovery);
    assert.deepEqual(server.introspection_signing_alg_values_supported, ['ES256']);
    const client: oauth.Client = {
      client_id: stage.web.clientId,
      introspection_signed_response_alg: 'ES256',
    };
    const ask = async (token: string) => {
      const authentication = oauth.ClientSecretPost(stage.web.clientSecret ?? '');
      const answer = await oauth.introspectionRequest(server, client, authentication, token, {
        requestJwtResponse: true,
        ...http,
      });
      assert.match(answer.headers.get('content-type') ?? '', /^application\/token-introspection\+jwt/);
      const told = await oauth.processIntrospectionResponse(server, client, answer);
      await oauth.validateApplicationLevelSignature(server, answer, http);
      return told;
    };
    const told = await ask(accessToken);
    assert.deepEqual([told.active, told.client_id], [true, stage.web.clientId]);
    assert.deepEqual(await ask('nothing'), { active: false });
    assert.equal(await stage.isAlive(accessToken), true);
  });
});

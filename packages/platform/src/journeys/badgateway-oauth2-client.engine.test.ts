import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { generateCodeVerifier, OAuth2Client } from '@badgateway/oauth2-client';
import { type OAuthStage, redirectUri, setOAuthStage, type TestClient } from '../testing/oauth-clients.ts';
import { answerConsent } from '../testing/sign-in-by-form.ts';

suite('@badgateway/oauth2-client, unchanged', () => {
  let stage: OAuthStage;
  before(async () => {
    stage = await setOAuthStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  const methods = ['client_secret_basic', 'client_secret_basic_interop', 'client_secret_post'] as const;
  /** Configured by nothing but address and credentials. */
  const clientOf = ({ clientId, clientSecret }: TestClient, method?: (typeof methods)[number]) =>
    new OAuth2Client({
      server: stage.platform.url,
      clientId,
      ...(clientSecret === undefined ? {} : { clientSecret }),
      ...(method === undefined ? {} : { authenticationMethod: method }),
    });

  for (const method of [...methods, undefined])
    test(`authorizes for our API by name, refreshes, introspects and revokes, ${method ?? 'without a secret'}`, async () => {
      const client = clientOf(method === undefined ? stage.native : stage.web, method);
      const codeVerifier = await generateCodeVerifier();
      const resource = stage.platform.url;
      const way = { redirectUri, state: 'kept', codeVerifier, resource };
      const asked = new URL(await client.authorizationCode.getAuthorizeUri(way));
      const callback = await answerConsent(stage.browser, asked.pathname + asked.search);
      const first = await client.authorizationCode.getTokenFromCodeRedirect(callback, way);
      const second = await client.refreshToken(first, { resource });
      assert.notEqual(second.refreshToken, first.refreshToken);
      if (method !== undefined) {
        const seen = await client.introspect(second);
        assert.deepEqual([seen.active, seen.aud], [true, resource]);
      }
      await client.revoke(second, 'refresh_token');
      assert.equal(await stage.isAlive(second.accessToken), false);
    });

  test('gets the token of a service account', async () => {
    const token = await clientOf(stage.account, 'client_secret_basic').clientCredentials();
    assert.equal(await stage.isAlive(token.accessToken), true);
  });
});

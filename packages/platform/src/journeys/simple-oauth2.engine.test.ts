import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { AuthorizationCode, ClientCredentials } from 'simple-oauth2';
import { type OAuthStage, redirectUri, setOAuthStage } from '../testing/oauth-clients.ts';
import { answerConsent } from '../testing/sign-in-by-form.ts';

suite('simple-oauth2, unchanged', () => {
  let stage: OAuthStage;
  before(async () => {
    stage = await setOAuthStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  const auth = () => ({
    tokenHost: stage.platform.url,
    tokenPath: '/oauth/token',
    revokePath: '/oauth/revoke',
  });

  for (const authorizationMethod of ['header', 'body'] as const)
    for (const bodyFormat of ['form', 'json'] as const)
      test(`authorizes, refreshes and revokes, its secret in the ${authorizationMethod}, its bodies as ${bodyFormat}`, async () => {
        const client = new AuthorizationCode({
          client: { id: stage.web.clientId, secret: stage.web.clientSecret ?? '' },
          auth: auth(),
          options: { authorizationMethod, bodyFormat },
        });
        const asked = new URL(client.authorizeURL({ redirect_uri: redirectUri, state: 'kept' }));
        const callback = new URL(await answerConsent(stage.browser, asked.pathname + asked.search));
        assert.equal(callback.searchParams.get('state'), 'kept');
        const code = callback.searchParams.get('code') ?? '';
        const first = await client.getToken({ code, redirect_uri: redirectUri });
        assert.equal(first.expired(), false);
        const second = await first.refresh();
        assert.notEqual(second.token.refresh_token, first.token.refresh_token);
        assert.equal(await stage.isAlive(String(second.token.access_token)), true);
        await second.revokeAll();
        assert.equal(await stage.isAlive(String(second.token.access_token)), false);
        await assert.rejects(second.refresh());
      });

  test('gets the token of a service account', async () => {
    const client = new ClientCredentials({
      client: { id: stage.account.clientId, secret: stage.account.clientSecret ?? '' },
      auth: auth(),
    });
    const { token } = await client.getToken({});
    assert.equal(await stage.isAlive(String(token.access_token)), true);
  });
});

import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { InMemoryWebStorage, OidcClient, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import { type OAuthStage, redirectUri, setOAuthStage } from '../testing/oauth-clients.ts';
import { answerConsent } from '../testing/sign-in-by-form.ts';

suite('oidc-client-ts, unchanged, as an app without a server', () => {
  let stage: OAuthStage;
  before(async () => {
    stage = await setOAuthStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  /** Configured by nothing but issuer and client. */
  function open(more: { readonly resource?: string } = {}) {
    const store = new WebStorageStateStore({ store: new InMemoryWebStorage() });
    const settings = {
      authority: stage.platform.url,
      client_id: stage.native.clientId,
      redirect_uri: redirectUri,
      scope: 'openid profile email',
      loadUserInfo: true,
      automaticSilentRenew: false,
      stateStore: store,
      userStore: store,
      ...more,
    };
    return { client: new OidcClient(settings), manager: new UserManager(settings) };
  }

  async function signIn({ client, manager }: ReturnType<typeof open>) {
    const { url } = await client.createSigninRequest({ state: 'kept' });
    const asked = new URL(url);
    const callback = await answerConsent(stage.browser, asked.pathname + asked.search);
    return await manager.signinRedirectCallback(callback);
  }

  test('signs a person in by name and address, renews, and revokes', async () => {
    const app = open();
    const user = await signIn(app);
    const jim = stage.platform.demo.people.find(({ name }) => name === 'Jim Carter');
    assert.equal(user.state, 'kept');
    assert.deepEqual(
      [user.profile.sub, user.profile.name, user.profile.email],
      [`person:${stage.personId}`, jim?.name, jim?.email],
    );
    assert.equal(await stage.isAlive(user.access_token), true);
    const renewed = await app.manager.signinSilent();
    assert.ok(renewed?.refresh_token !== undefined && renewed.refresh_token !== user.refresh_token);
    assert.equal(await stage.isAlive(renewed.access_token), true);
    await app.manager.revokeTokens(['refresh_token']);
    assert.equal(await stage.isAlive(renewed.access_token), false);
    // Its clock of the token would keep the process awake.
    await app.manager.removeUser();
  });

  test('names our API as the resource, and takes the same answer once', async () => {
    const app = open({ resource: stage.platform.url });
    const { url } = await app.client.createSigninRequest({});
    const asked = new URL(url);
    const callback = await answerConsent(stage.browser, asked.pathname + asked.search);
    const { access_token } = await app.client.processSigninResponse(callback);
    assert.equal(await stage.isAlive(access_token), true);
    await assert.rejects(app.client.processSigninResponse(callback), /No matching state/);
  });

  test('is told of a Deny', async () => {
    const { client } = open();
    const { url } = await client.createSigninRequest({});
    const asked = new URL(url);
    const callback = await answerConsent(stage.browser, asked.pathname + asked.search, 'deny');
    await assert.rejects(client.processSigninResponse(callback), {
      name: 'ErrorResponse',
      error: 'access_denied',
    });
  });
});

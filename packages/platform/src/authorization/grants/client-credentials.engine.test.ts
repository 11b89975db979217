import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type OAuthStage, setOAuthStage, type TestClient } from '../../testing/oauth-clients.ts';

describe('client credentials', () => {
  let stage: OAuthStage;
  before(async () => {
    stage = await setOAuthStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  const ask = ({ clientId, clientSecret }: TestClient, more: Record<string, string> = {}) =>
    stage.post('/oauth/token', {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      ...more,
    });

  it('give an app and a service account a token, and no refresh token', async () => {
    for (const client of [stage.machine, stage.account]) {
      const { status, body } = await ask(client, { redirect_uri: '', scope: 'anything' });
      assert.equal(status, 200);
      assert.deepEqual(Object.keys(body), ['access_token', 'token_type', 'expires_in', 'created_at']);
      assert.equal(await stage.isAlive(String(body.access_token)), true);
    }
  });

  it('are nothing for a client that may not act for itself, nor for a public one', async () => {
    for (const client of [stage.web, stage.native]) {
      const { status, body } = await ask(client);
      assert.equal(status, 400);
      assert.equal(body.error, 'unauthorized_client');
    }
  });

  it('are refused to an account that ceased, whose tokens die with it', async () => {
    const { body: earlier } = await ask(stage.account);
    await stage.platform.house.database.write((tx) =>
      tx
        .updateTable('service_accounts')
        .set({ ceased_at: 1, ceased_reason: 'test' })
        .where('id', '=', stage.account.id)
        .execute(),
    );
    const { status, body } = await ask(stage.account);
    assert.equal(status, 401);
    assert.equal(body.error, 'invalid_client');
    assert.equal(await stage.isAlive(String(earlier.access_token)), false);
  });

  it('make a token that dies alone when it is revoked', async () => {
    const { body: one } = await ask(stage.machine);
    const { body: other } = await ask(stage.machine);
    for (let time = 0; time < 2; time += 1) {
      const { status, body } = await stage.revoke(stage.machine, String(one.access_token));
      assert.equal(status, 200);
      assert.deepEqual(body, {});
    }
    assert.equal(await stage.isAlive(String(one.access_token)), false);
    assert.equal(await stage.isAlive(String(other.access_token)), true);
  });

  it('make a token that dies when the secret is regenerated', async () => {
    const { body } = await ask(stage.machine);
    await stage.platform.house.database.write((tx) =>
      tx.updateTable('clients').set({ epoch: 1 }).where('client_id', '=', stage.machine.clientId).execute(),
    );
    assert.equal(await stage.isAlive(String(body.access_token)), false);
  });
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { AppClient, ClientPolicy } from '@gatehouse/wire';
import {
  type PortalStage,
  type RegisteredApp,
  registered,
  setPortalStage,
  type Visitor,
} from './portal-stage.test-support.ts';

let stage: PortalStage;
let owner: Visitor;
let app: RegisteredApp;
before(async () => {
  stage = await setPortalStage();
  owner = await stage.newcomer('Owner');
  app = await registered(owner);
});
after(() => stage[Symbol.asyncDispose]());

const path = () => `${app.path}/clients/sandbox/policy`;
const change = (body: unknown, visitor = owner) =>
  visitor.call<ClientPolicy & { readonly errors: unknown }>('PATCH', path(), body);

test('an app asks for nothing until it does, and what a change leaves out stays', async () => {
  const { body: before } = await owner.call<ClientPolicy>('GET', path());
  assert.deepEqual(before, {
    dpop_bound_access_tokens: false,
    require_pushed_authorization_requests: false,
    require_proof_key: false,
    require_private_key_jwt: false,
    client_secret_method: null,
    authorization_code_grant: true,
    refresh_token_grant: true,
    client_credentials_grant: true,
    device_grant: false,
    openid_connect: true,
    id_token_signed_response_alg: 'RS256',
    resources: null,
    refresh_idle_limit_seconds: null,
    refresh_absolute_limit_seconds: null,
    refresh_grace_seconds: null,
    post_logout_redirect_uris: [],
  });
  const uris = ['https://app.example/bye'];
  await change({ refresh_idle_limit_seconds: 3600, post_logout_redirect_uris: uris });
  const { status, body } = await change({
    dpop_bound_access_tokens: true,
    id_token_signed_response_alg: 'ES256',
  });
  assert.equal(status, 200);
  assert.deepEqual(body, {
    ...before,
    dpop_bound_access_tokens: true,
    id_token_signed_response_alg: 'ES256',
    refresh_idle_limit_seconds: 3600,
    post_logout_redirect_uris: uris,
  });
  assert.deepEqual((await owner.call('GET', path())).body, body);
});

test('it binds on the next request: a client that asked for bound tokens gets no bearer token', async () => {
  const { client_id, client_secret } = app.credentials;
  const ask = () => stage.token({ grant_type: 'client_credentials', client_id, client_secret });
  await change({ dpop_bound_access_tokens: true });
  assert.equal((await ask()).body.error, 'invalid_dpop_proof');
  await change({ dpop_bound_access_tokens: false });
  assert.equal((await ask()).status, 200);
});

test('a grant that the app switched off is refused from the next request on, and comes back as it was', async () => {
  const { client_id, client_secret } = app.credentials;
  const credentials = { client_id, client_secret };
  const refusal = async (path: '/oauth/token' | '/oauth/device_authorization', fields = {}) => {
    const body = new URLSearchParams({ ...credentials, ...fields });
    const answer = await fetch(new URL(path, stage.platform.url), { method: 'POST', body });
    return ((await answer.json()) as { readonly error?: string }).error;
  };
  const askDevice = () => refusal('/oauth/device_authorization');
  const askToken = (grant_type: string, more = {}) => refusal('/oauth/token', { grant_type, ...more });
  assert.equal(await askDevice(), 'unauthorized_client');
  const { body: on } = await change({ device_grant: true, client_credentials_grant: false });
  assert.deepEqual([on.device_grant, on.client_credentials_grant], [true, false]);
  assert.equal(await askDevice(), undefined);
  assert.equal(await askToken('client_credentials'), 'unauthorized_client');
  await change({ authorization_code_grant: false, refresh_token_grant: false });
  assert.equal(await askToken('authorization_code', { code: 'x' }), 'unauthorized_client');
  assert.equal(await askToken('refresh_token', { refresh_token: 'x' }), 'unauthorized_client');
  await change({
    authorization_code_grant: true,
    refresh_token_grant: true,
    client_credentials_grant: true,
    device_grant: false,
  });
  assert.equal(await askToken('refresh_token', { refresh_token: 'x' }), 'invalid_grant');
  assert.equal(await askToken('client_credentials'), undefined);
  assert.equal(await askDevice(), 'unauthorized_client');
});

test('an app that asked for it gets no code without a challenge, though it has a secret', async () => {
  const { client_id } = app.credentials;
  const push = async (fields = {}) => {
    const { client_secret } = app.credentials;
    const asked = { client_id, client_secret, response_type: 'code', redirect_uri: 'http://localhost' };
    const body = new URLSearchParams({ ...asked, ...fields });
    const answer = await fetch(new URL('/oauth/par', stage.platform.url), { method: 'POST', body });
    return answer.status;
  };
  assert.equal(await push(), 201);
  await change({ require_proof_key: true });
  assert.equal(await push(), 400);
  assert.equal(await push({ code_challenge: 'A'.repeat(43), code_challenge_method: 'S256' }), 201);
  await change({ require_proof_key: false });
});

test('an address that no browser should be sent to, and a limit of seconds, are refused', async () => {
  for (const uri of ['http://app.example/bye', 'javascript:alert(1)', 'urn:ietf:wg:oauth:2.0:oob'])
    assert.equal((await change({ post_logout_redirect_uris: [uri] })).status, 422, uri);
  assert.ok((await change({ refresh_idle_limit_seconds: 5 })).status >= 400);
});

test('its grace for lost answers is a minute at most, by the schema and by the database, and its change is on record', async () => {
  const { database } = stage.platform.house;
  const { client_id: clientId } = app.credentials;
  for (const seconds of [61, -1, 1.5, '10']) {
    const { status, body } = await change({ refresh_grace_seconds: seconds });
    assert.deepEqual([status, Object.keys(body.errors as object)], [400, ['refresh_grace_seconds']]);
  }
  for (const seconds of [60, 0]) {
    assert.equal((await change({ refresh_grace_seconds: seconds })).body.refresh_grace_seconds, seconds);
    const { body: clients } = await owner.call<readonly AppClient[]>('GET', `${app.path}/clients`);
    assert.deepEqual(
      clients.filter((client) => client.client_id === clientId).map((client) => client.refresh_grace_ms),
      [seconds * 1000],
    );
  }
  const changes = await database.read((tx) =>
    tx
      .selectFrom('audit_events')
      .select(['details'])
      .where('event', '=', 'client.policy_changed')
      .where('subject', '=', `client:${clientId}`)
      .execute(),
  );
  const graces = changes.filter(({ details }) => JSON.parse(details).changed === 'refresh_grace_seconds');
  assert.equal(graces.length, 2);
  for (const refresh_grace of [60_001, -1])
    await assert.rejects(
      database.write((tx) =>
        tx.updateTable('clients').set({ refresh_grace }).where('client_id', '=', clientId).execute(),
      ),
    );
  assert.equal((await change({ refresh_grace_seconds: null })).body.refresh_grace_seconds, null);
});

test('it is the app’s own matter: a stranger finds nothing', async () => {
  const stranger = await stage.newcomer('Stranger');
  assert.equal((await change({ dpop_bound_access_tokens: true }, stranger)).status, 404);
});

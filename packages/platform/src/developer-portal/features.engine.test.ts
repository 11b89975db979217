import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { makeTestKey, type TestKey } from '../authorization/assertion.test-support.ts';
import { assertionType } from '../authorization/client-assertion.ts';
import { flushRefusals } from '../request-log/flush-refusals.ts';
import {
  type PortalStage,
  type RegisteredApp,
  registered,
  setPortalStage,
  type Visitor,
} from './portal-stage.test-support.ts';

const [weather, tides] = ['https://weather.example/api', 'https://tides.example'] as const;

interface Refusal {
  readonly reason: string;
  readonly received: string | null;
  readonly expected: string | null;
}

describe('which features of the protocol an app uses is the app’s to say', () => {
  let stage: PortalStage;
  let owner: Visitor;
  let app: RegisteredApp;
  before(async () => {
    stage = await setPortalStage({ sandboxResources: [weather, tides], resources: ['https://far.example'] });
    owner = await stage.newcomer('Owner');
    app = await registered(owner);
  });
  after(() => stage[Symbol.asyncDispose]());

  const change = (body: unknown) =>
    owner.call<{ errors: object }>('PATCH', `${app.path}/clients/sandbox/policy`, body);
  const post = async (path: string, fields: Record<string, string>) => {
    const { client_id, client_secret } = app.credentials;
    const body = new URLSearchParams({ client_id, client_secret, ...fields });
    const answer = await fetch(new URL(path, stage.platform.url), { method: 'POST', body });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const forItself = (fields: Record<string, string> = {}) =>
    post('/oauth/token', { grant_type: 'client_credentials', ...fields });
  /** What the app’s developers are told of the last refusal. */
  const told = async (): Promise<Refusal> => {
    await flushRefusals(stage.platform.house);
    const { body } = await owner.call<readonly Refusal[]>('GET', `${app.path}/request_log?per_page=1`);
    const [last] = body;
    assert.ok(last);
    return { reason: last.reason, received: last.received, expected: last.expected };
  };

  it('OpenID Connect: an app that signs nobody in is refused the scope, at every door', async () => {
    const asked = { response_type: 'code', redirect_uri: 'http://localhost', scope: 'openid email' };
    assert.equal((await post('/oauth/par', asked)).status, 201);
    assert.equal((await change({ openid_connect: false, device_grant: true })).status, 200);
    for (const [path, fields] of [
      ['/oauth/par', asked],
      ['/oauth/device_authorization', { scope: 'openid' }],
    ] as const) {
      const { status, body } = await post(path, fields);
      assert.deepEqual([status, body.error], [400, 'invalid_scope'], path);
    }
    assert.deepEqual(await told(), {
      reason: 'openid_switched_off',
      received: 'openid',
      expected: 'no openid',
    });
    assert.equal((await post('/oauth/par', { ...asked, scope: 'other' })).status, 201);
    await change({ openid_connect: true, device_grant: false });
    assert.equal((await post('/oauth/par', asked)).status, 201);
  });

  it('its secret: shown in the one way that the app registered, and refused in the other', async () => {
    const { client_id, client_secret } = app.credentials;
    const byHeader = async () => {
      const basic = Buffer.from(`${client_id}:${client_secret}`).toString('base64');
      const answer = await fetch(new URL('/oauth/token', stage.platform.url), {
        method: 'POST',
        headers: { authorization: `Basic ${basic}` },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    };
    const ways = { client_secret_post: () => forItself(), client_secret_basic: byHeader } as const;
    for (const way of Object.values(ways)) assert.equal((await way()).status, 200);
    for (const [method, other] of [
      ['client_secret_basic', 'client_secret_post'],
      ['client_secret_post', 'client_secret_basic'],
    ] as const) {
      assert.equal((await change({ client_secret_method: method })).status, 200);
      assert.equal((await ways[method]()).status, 200);
      const { status, body } = await ways[other]();
      assert.deepEqual([status, body.error], [401, 'invalid_client']);
      assert.deepEqual(await told(), { reason: 'secret_other_way', received: other, expected: method });
    }
    assert.equal((await change({ client_secret_method: 'none' })).status, 400);
    assert.equal((await change({ client_secret_method: null })).status, 200);
    for (const way of Object.values(ways)) assert.equal((await way()).status, 200);
  });

  it('outside APIs: an app gets tokens for those that it uses, and for its own environment’s alone', async () => {
    for (const resource of [weather, tides]) assert.equal((await forItself({ resource })).status, 200);
    for (const wrong of [['https://far.example'], ['api'], [weather, 'https://unknown.example']]) {
      const { status, body } = await change({ resources: wrong });
      assert.deepEqual([status, Object.keys(body.errors)], [422, ['resources']], String(wrong));
    }
    assert.equal((await change({ resources: [weather] })).status, 200);
    assert.equal((await forItself({ resource: weather })).status, 200);
    const refused = await forItself({ resource: tides });
    assert.deepEqual([refused.status, refused.body.error], [400, 'invalid_target']);
    assert.deepEqual(await told(), { reason: 'resource_switched_off', received: tides, expected: weather });
    const asked = { response_type: 'code', redirect_uri: 'http://localhost' };
    assert.equal((await post('/oauth/par', { ...asked, resource: tides })).body.error, 'invalid_target');
    assert.equal((await forItself({ resource: 'https://unknown.example' })).status, 400);
    assert.equal((await told()).reason, 'resource_unknown');
    await change({ resources: [] });
    assert.equal((await forItself({ resource: weather })).status, 400);
    assert.equal((await forItself()).status, 200, 'our own API is no outside one');
    await change({ resources: null });
    assert.equal((await forItself({ resource: tides })).status, 200);
  });

  it('signed assertions alone: no secret counts any more, at any address, and only a registered key does', async () => {
    const early = await change({ require_private_key_jwt: true });
    assert.deepEqual([early.status, Object.keys(early.body.errors)], [422, ['require_private_key_jwt']]);
    const key = makeTestKey('ES256');
    const added = await owner.call('POST', `${app.path}/clients/sandbox/keys`, { jwk: key.jwk });
    assert.equal(added.status, 201, JSON.stringify(added.body));
    const { kid } = added.body as unknown as { kid: string };
    assert.equal((await change({ require_private_key_jwt: true })).status, 200);
    const { client_id } = app.credentials;
    for (const path of ['/oauth/token', '/oauth/introspect', '/oauth/revoke', '/oauth/par']) {
      const { status, body } = await post(path, { grant_type: 'client_credentials', token: 'x' });
      assert.deepEqual([status, body.error], [401, 'invalid_client'], path);
    }
    assert.deepEqual(await told(), {
      reason: 'secret_refused',
      received: 'client_secret',
      expected: 'private_key_jwt',
    });
    const bare = await stage.token({ grant_type: 'client_credentials', client_id });
    assert.equal(bare.body.error, 'invalid_client');
    const signed = () => stage.token({ grant_type: 'client_credentials', ...assertion(key, kid, client_id) });
    assert.equal((await signed()).status, 200);
    await change({ require_private_key_jwt: false });
    assert.equal((await forItself()).status, 200);
    assert.equal((await signed()).status, 200);
  });

  let count = 0;
  function assertion(key: TestKey, kid: string, client_id: string) {
    const now = Math.floor(stage.platform.clock.now() / 1000);
    count += 1;
    const claims = { iss: client_id, sub: client_id, aud: stage.platform.house.issuer, exp: now + 60 };
    const client_assertion = key.sign({ ...claims, iat: now, jti: `features-${count}` }, { kid });
    return { client_assertion_type: assertionType, client_assertion };
  }
});

describe('what a deployment switches off is refused, and its metadata does not name it', () => {
  let stage: PortalStage;
  let app: RegisteredApp;
  before(async () => {
    stage = await setPortalStage({ clientCredentials: false, privateKeyJwt: false, introspection: false });
    app = await registered(await stage.newcomer('Owner'));
  });
  after(() => stage[Symbol.asyncDispose]());

  it('client credentials, signed assertions and introspection', async () => {
    const { client_id, client_secret } = app.credentials;
    const metadata = (await (
      await fetch(new URL('/.well-known/oauth-authorization-server', stage.platform.url))
    ).json()) as Record<string, unknown>;
    assert.doesNotMatch(JSON.stringify(metadata), /client_credentials|private_key_jwt|introspect/);
    assert.equal(metadata.token_endpoint_auth_signing_alg_values_supported, undefined);
    const asked = await stage.token({ grant_type: 'client_credentials', client_id, client_secret });
    assert.deepEqual([asked.status, asked.body.error], [400, 'unsupported_grant_type']);
    const key = makeTestKey('ES256');
    const client_assertion = key.sign({ iss: client_id, sub: client_id });
    const signed = await stage.token({
      grant_type: 'refresh_token',
      refresh_token: 'x',
      client_assertion_type: assertionType,
      client_assertion,
    });
    assert.deepEqual([signed.status, signed.body.error], [401, 'invalid_client']);
    const body = new URLSearchParams({ client_id, client_secret, token: 'x' });
    const introspected = await fetch(new URL('/oauth/introspect', stage.platform.url), {
      method: 'POST',
      body,
    });
    assert.equal(introspected.status, 404);
    const known = await stage.token({
      grant_type: 'refresh_token',
      refresh_token: 'x',
      client_id,
      client_secret,
    });
    assert.equal(known.body.error, 'invalid_grant', 'everything else goes on');
  });
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ClientPolicy } from '@gatehouse/wire';
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
    device_grant: false,
    refresh_idle_limit_seconds: null,
    refresh_absolute_limit_seconds: null,
    post_logout_redirect_uris: [],
  });
  const uris = ['https://app.example/bye'];
  await change({ refresh_idle_limit_seconds: 3600, post_logout_redirect_uris: uris });
  const { status, body } = await change({ dpop_bound_access_tokens: true });
  assert.equal(status, 200);
  assert.deepEqual(body, {
    ...before,
    dpop_bound_access_tokens: true,
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

test('an address that no browser should be sent to, and a limit of seconds, are refused', async () => {
  for (const uri of ['http://app.example/bye', 'javascript:alert(1)', 'urn:ietf:wg:oauth:2.0:oob'])
    assert.equal((await change({ post_logout_redirect_uris: [uri] })).status, 422, uri);
  assert.ok((await change({ refresh_idle_limit_seconds: 5 })).status >= 400);
});

test('it is the app’s own matter: a stranger finds nothing', async () => {
  const stranger = await stage.newcomer('Stranger');
  assert.equal((await change({ dpop_bound_access_tokens: true }, stranger)).status, 404);
});

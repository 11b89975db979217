import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { NewClientSecret } from '@gatehouse/wire';
import {
  type PortalStage,
  type RegisteredApp,
  registered,
  setPortalStage,
  type Visitor,
} from '../developer-portal/portal-stage.test-support.ts';

let stage: PortalStage;
let owner: Visitor;
let app: RegisteredApp;
before(async () => {
  stage = await setPortalStage();
  owner = await stage.newcomer('Owner');
  app = await registered(owner);
});
after(() => stage[Symbol.asyncDispose]());

test('what is dangerous is refused to a session that was left open, and done once its person has proven who they are', async () => {
  const secrets = `${app.path}/clients/sandbox/secrets`;
  const collaborators = `${app.path}/collaborators`;
  const calls: [method: string, path: string, body?: unknown][] = [
    ['POST', secrets, {}],
    ['DELETE', `${secrets}/x`],
    ['POST', `${app.path}/clients/sandbox/keys`, { jwk: {} }],
    ['DELETE', `${app.path}/clients/sandbox/keys/x`],
    ['POST', collaborators, { email: 'x@x.example', role: 'owner' }],
    ['DELETE', `${collaborators}/${owner.personId}`],
    ['POST', '/manage/v1/companies/1/service_accounts', { name: 'Probe' }],
    ['POST', '/manage/v1/companies/1/service_accounts/1/regenerate'],
    ['POST', '/manage/v1/companies/1/identity_providers', { issuer: 'https://a.example' }],
    ['DELETE', '/manage/v1/companies/1/identity_providers/1'],
    ['POST', '/manage/v1/operator/identity_domains/1/approve'],
  ];
  stage.platform.clock.advance(10 * 60_000);
  for (const [method, path, body] of calls) {
    const { status, headers } = await owner.call(method, path, body);
    assert.equal(status, 401, `${method} ${path}`);
    assert.match(
      headers.get('www-authenticate') ?? '',
      /^Bearer .*error="insufficient_user_authentication".*, max_age="600"/,
    );
  }
  assert.equal((await owner.call('GET', `${app.path}/clients`)).status, 200, 'reading needs no proof');

  assert.equal(await owner.prove('a wrong password'), 422);
  assert.equal((await owner.call('POST', secrets, {})).status, 401);
  assert.equal(await owner.prove(), 303);
  const { status, body } = await owner.call<NewClientSecret>('POST', secrets, {});
  assert.equal(status, 201, JSON.stringify(body));
  for (const [method, path, sent] of calls) {
    const { headers } = await owner.call(method, path, sent);
    assert.doesNotMatch(headers.get('www-authenticate') ?? '', /insufficient/, `${method} ${path}`);
  }
  stage.platform.clock.advance(10 * 60_000);
  assert.equal((await owner.call('POST', secrets, {})).status, 401);
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Collaborator } from '@gatehouse/wire';
import {
  type PortalStage,
  type RegisteredApp,
  readsDocuments,
  registered,
  saved,
  setPortalStage,
  type Visitor,
} from './portal-stage.test-support.ts';

let stage: PortalStage;
let owner: Visitor;
let admin: Visitor;
let developer: Visitor;
let app: RegisteredApp;

before(async () => {
  stage = await setPortalStage();
  owner = await stage.newcomer('Owner');
  admin = await stage.newcomer('Admin');
  developer = await stage.newcomer('Developer');
  app = await registered(owner);
  for (const [person, role] of [
    [admin, 'admin'],
    [developer, 'developer'],
  ] as const)
    assert.equal((await set(owner, person.email, role)).status, 201);
  await stage.joins(admin);
  await stage.joins(developer);
});
after(() => stage[Symbol.asyncDispose]());

const set = (by: Visitor, email: string, role: string) =>
  by.call<Collaborator & { errors: unknown }>('POST', `${app.path}/collaborators`, { email, role });
const remove = (by: Visitor, whom: Visitor) =>
  by.call('DELETE', `${app.path}/collaborators/${whom.personId}`);

test('each role does what is its own, and no more', async () => {
  const version = await saved(developer, app.path, '1.0.0');
  const promotion = { release_notes: 'x' };
  const managing: [string, string, unknown][] = [
    ['PATCH', '', { name: 'Renamed' }],
    ['PUT', '/clients/sandbox/redirect_uris', { redirect_uris: ['http://localhost'] }],
    ['POST', '/clients/sandbox/secrets', {}],
    ['POST', `/versions/${version.id}/promote`, promotion],
    ['POST', '/verification', {}],
    ['POST', '/listing/withdraw', {}],
  ];
  for (const [method, path, body] of managing) {
    const refused = await developer.call(method, app.path + path, body);
    assert.equal(refused.status, 403, `${method} ${path}`);
    assert.match(String(refused.body.errors), /owners and admins/);
  }
  for (const path of ['', '/clients', '/versions', '/collaborators', '/listing'])
    assert.equal((await developer.call('GET', app.path + path)).status, 200, path);
  assert.equal((await set(developer, admin.email, 'developer')).status, 403);
  assert.equal((await remove(developer, admin)).status, 403);
  for (const [method, path, body] of managing.slice(0, 5))
    assert.ok((await admin.call(method, app.path + path, body)).status < 300, `${method} ${path}`);
  const next = { semver: '1.1.0', manifest: readsDocuments };
  assert.equal((await admin.call('POST', `${app.path}/versions`, next)).status, 201);
});

test('only owners make, change and remove owners', async () => {
  assert.equal((await set(admin, developer.email, 'owner')).status, 403);
  assert.equal((await set(admin, owner.email, 'developer')).status, 409, 'the last owner stays one');
  const early = await set(owner, (await stage.newcomer('Early')).email, 'owner');
  assert.deepEqual([early.status, Object.keys(early.body.errors as object)], [422, ['role']]);
  assert.equal((await set(owner, developer.email, 'owner')).status, 200);
  assert.equal((await set(admin, developer.email, 'developer')).status, 403);
  assert.equal((await remove(admin, developer)).status, 403);
  assert.equal((await set(owner, developer.email, 'developer')).status, 200);
});

test('an app always has an owner, however many leave at once', async () => {
  const other = await registered(owner, 'Left');
  const path = `${other.path}/collaborators`;
  await owner.call('POST', path, { email: admin.email, role: 'admin' });
  await stage.joins(admin);
  assert.equal((await owner.call('POST', path, { email: admin.email, role: 'owner' })).status, 200);
  const left = await Promise.all(
    [owner, admin].map((each) => each.call('DELETE', `${path}/${each.personId}`)),
  );
  assert.deepEqual(left.map(({ status }) => status).sort(), [204, 409]);
});

test('nobody is asked where no mail arrives: service accounts, contacts without an address, what is no address', async () => {
  const { house } = stage.platform;
  const account = await house.database.read((tx) =>
    tx.selectFrom('people').select('email').where('kind', '=', 'service_account').executeTakeFirstOrThrow(),
  );
  for (const email of [account.email, 'nobody@contacts.invalid', 'nobody', 'a\u001bb@nowhere.example']) {
    const { status, body } = await set(owner, email, 'developer');
    assert.equal(status, 422, email);
    assert.deepEqual(Object.keys(body.errors as object), ['email']);
  }
});

test('a collaborator who joins is an admin of the sandbox company, until they leave', async () => {
  const passing = await stage.newcomer('Passing');
  const companyId = app.app.sandbox_company?.id;
  const projects = () => passing.call<unknown[]>('GET', `/rest/v1.0/projects?company_id=${companyId}`);
  assert.equal((await projects()).status, 404);
  await set(owner, passing.email, 'developer');
  assert.equal((await projects()).status, 404, 'nobody is in a company without having said so');
  assert.equal((await passing.call('GET', app.path)).status, 404);
  await stage.joins(passing);
  assert.equal((await passing.call('GET', app.path)).status, 200);
  assert.equal((await projects()).body.length, 2);
  assert.equal((await remove(passing, passing)).status, 204);
  assert.equal((await projects()).status, 404);
  assert.equal((await passing.call('GET', app.path)).status, 404);
  assert.equal((await remove(owner, passing)).status, 404);
  await set(owner, passing.email, 'developer');
  await stage.joins(passing);
  assert.equal((await projects()).body.length, 2, 'whoever comes back is let in again');
});

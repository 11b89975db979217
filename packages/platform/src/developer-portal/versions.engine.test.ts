import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { type AppClient, AppVersion, type AppVersionPromoted, parse } from '@gatehouse/wire';
import { findVersionByKey, latestVersion } from '../apps/version-store.ts';
import type { Environment } from '../schema/tables.ts';
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
let app: RegisteredApp;
before(async () => {
  stage = await setPortalStage();
  owner = await stage.newcomer('Owner');
});
after(() => stage[Symbol.asyncDispose]());
beforeEach(async () => {
  app = await registered(owner);
});

type Errors = { errors: Record<string, string[]>; state: string; allowed: string[] };

const promote = (id: number, release_notes = 'What is new.') =>
  owner.call<AppVersionPromoted & Errors>('POST', `${app.path}/versions/${id}/promote`, { release_notes });
const retire = (id: number) => owner.call<Errors>('POST', `${app.path}/versions/${id}/retire`);
const byKey = (environment: Environment, key: string) =>
  stage.platform.house.database.read((tx) => findVersionByKey(tx, environment, key));
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('a saved version has a sandbox key of 36 characters, and asks for just what was sent', async () => {
  const version = await saved(owner, app.path, '0.1.0');
  assert.ok(parse(AppVersion, version).ok);
  assert.deepEqual(version.manifest, readsDocuments);
  assert.match(version.sandbox_key, uuid);
  assert.equal(version.sandbox_key.length, 36);
  assert.deepEqual([version.status, version.production_key], ['ready_for_testing', null]);
  const shown = await owner.call<AppVersion>('GET', `${app.path}/versions/${version.id}`);
  assert.deepEqual(shown.body, version);
});

test('version numbers are X.Y.Z and rise; the refusal says from what to what', async () => {
  await saved(owner, app.path, '1.2.3');
  const send = (semver: string) =>
    owner.call<Errors>('POST', `${app.path}/versions`, { semver, manifest: readsDocuments });
  for (const semver of ['1.2', 'v2.0.0', '1.2.03', '2.0.0-beta.1', '1.2.3.4', '']) {
    const { status, body } = await send(semver);
    assert.ok(status === 422 || (semver === '' && status === 400), semver);
    assert.deepEqual(Object.keys(body.errors), ['semver']);
  }
  for (const semver of ['1.2.3', '1.2.2', '0.9.9']) {
    const { status, body } = await send(semver);
    assert.equal(status, 422);
    assert.deepEqual(body.errors.semver, ['must be higher than 1.2.3: send 1.2.4, 1.3.0, 2.0.0 or another']);
  }
  assert.equal((await send('1.10.0')).status, 201);
});

test('of many who save the same number at once, one does', async () => {
  const sent = await Promise.all(
    Array.from({ length: 6 }, () =>
      owner.call('POST', `${app.path}/versions`, { semver: '1.0.0', manifest: readsDocuments }),
    ),
  );
  assert.deepEqual(sent.map(({ status }) => status).sort(), [201, 422, 422, 422, 422, 422]);
});

test('a manifest that cannot be is refused field by field', async () => {
  const { status, body } = await owner.call<Errors>('POST', `${app.path}/versions`, {
    semver: '1.0.0',
    manifest: {
      components: { service_account: { company: { plans: 'Admin' }, project: { documents: 'Owner' } } },
    },
  });
  assert.equal(status, 422);
  assert.deepEqual(Object.keys(body.errors).sort(), [
    'manifest.components.service_account.company.plans',
    'manifest.components.service_account.project.documents',
  ]);
});

test('the first promotion brings production credentials, shown once; the next brings none', async () => {
  const first = await saved(owner, app.path, '1.0.0');
  const { status, body } = await promote(first.id);
  assert.equal(status, 200, JSON.stringify(body));
  assert.equal(body.credentials?.environment, 'production');
  assert.deepEqual([body.version.status, body.version.release_notes], ['promoted', 'What is new.']);
  assert.match(body.version.production_key ?? '', uuid);
  assert.notEqual(body.version.production_key, body.version.sandbox_key);
  const bought = await stage.token({
    grant_type: 'client_credentials',
    client_id: body.credentials.client_id,
    client_secret: body.credentials.client_secret,
  });
  assert.equal(bought.status, 200);
  const { body: clients } = await owner.call<AppClient[]>('GET', `${app.path}/clients`);
  assert.deepEqual(
    clients.map(({ environment, redirect_uris }) => [environment, redirect_uris]),
    [
      ['sandbox', ['http://localhost']],
      ['production', []],
    ],
  );
  const second = await saved(owner, app.path, '1.1.0');
  assert.equal((await promote(second.id)).body.credentials, null);
});

test('of many who promote at once, one gets credentials; the others are told where the version stands', async () => {
  const version = await saved(owner, app.path, '1.0.0');
  const all = await Promise.all(Array.from({ length: 6 }, () => promote(version.id)));
  const [won, ...more] = all.filter(({ status }) => status === 200);
  assert.ok(won?.body.credentials);
  assert.deepEqual(more, []);
  for (const { status, body } of all.filter((each) => each !== won))
    assert.deepEqual([status, body.state, body.allowed], [409, 'promoted', ['retire']]);
});

test('a key works in its own environment only, and not after its version is retired', async () => {
  const version = await saved(owner, app.path, '1.0.0');
  assert.equal((await byKey('sandbox', version.sandbox_key))?.id, version.id);
  assert.equal(await byKey('production', version.sandbox_key), undefined);
  const production = (await promote(version.id)).body.version.production_key ?? '';
  assert.equal((await byKey('production', production))?.id, version.id);
  assert.equal(await byKey('sandbox', production), undefined);
  assert.equal((await retire(version.id)).status, 200);
  assert.equal(await byKey('production', production), undefined);
  assert.equal(await byKey('sandbox', version.sandbox_key), undefined);
});

test('a sandbox is offered the newest saved version, production the newest promoted one', async () => {
  const old = await saved(owner, app.path, '1.0.0');
  await promote(old.id);
  const next = await saved(owner, app.path, '1.1.0');
  const offered = (environment: Environment) =>
    stage.platform.house.database.read((tx) => latestVersion(tx, environment, app.app.id));
  assert.deepEqual([(await offered('sandbox'))?.id, (await offered('production'))?.id], [next.id, old.id]);
  await retire(next.id);
  assert.equal((await offered('sandbox'))?.id, old.id);
});

test('illegal steps are refused with the state and what may follow', async () => {
  const version = await saved(owner, app.path, '1.0.0');
  assert.equal((await retire(version.id)).status, 200);
  for (const refused of [await retire(version.id), await promote(version.id)])
    assert.deepEqual([refused.status, refused.body.state, refused.body.allowed], [409, 'retired', []]);

  const older = await saved(owner, app.path, '2.0.0');
  const newer = await saved(owner, app.path, '3.0.0');
  await promote(newer.id);
  const late = await promote(older.id);
  assert.deepEqual([late.status, late.body.state, late.body.allowed], [409, 'ready_for_testing', ['retire']]);
  assert.match(String(late.body.errors), /3\.0\.0/);
});

test('a promotion says what is new', async () => {
  const version = await saved(owner, app.path, '1.0.0');
  const { status, body } = await promote(version.id, '  ');
  assert.equal(status, 422);
  assert.deepEqual(Object.keys(body.errors), ['release_notes']);
});

test('every step has its audit event, and none of them holds a secret', async () => {
  const version = await saved(owner, app.path, '1.0.0');
  const { body } = await promote(version.id);
  await retire(version.id);
  const events = await stage.platform.house.database.read((tx) =>
    tx
      .selectFrom('audit_events')
      .select(['event', 'actor_id', 'details'])
      .where('subject', '=', `app_version:${version.id}`)
      .orderBy('id')
      .execute(),
  );
  assert.deepEqual(
    events.map(({ event }) => event),
    ['app.version_saved', 'app.version_promoted', 'app.version_retired'],
  );
  assert.ok(events.every(({ actor_id }) => actor_id === String(owner.personId)));
  assert.ok(!JSON.stringify(events).includes(body.credentials?.client_secret ?? 'ghs_'));
});

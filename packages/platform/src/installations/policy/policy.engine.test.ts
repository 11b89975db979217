import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AppPolicy, type VersionByKey } from '@gatehouse/wire';
import { Check } from 'typebox/value';
import {
  type CompanyStage,
  forPeople,
  manifestOf,
  type PublishedApp,
  setCompanyStage,
} from '../company-stage.test-support.ts';

describe('the policy of a company', () => {
  let stage: CompanyStage;
  before(async () => {
    stage = await setCompanyStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  const open = {
    user_installs: true,
    mode: 'any',
    verified_only: false,
    highest_level: null,
    allowed: [],
    blocked: [],
  };
  const change = (update: unknown) =>
    stage.admin.call<AppPolicy>('PATCH', `${stage.base}/app_policy`, update);
  const projects = async (token: string) =>
    (await stage.rest(token, `/rest/v1.0/projects?company_id=${stage.companyId}`)).status;
  const problems = async (app: PublishedApp) => {
    const path = `${stage.base}/version_by_key?key=${app.version.production_key}`;
    return (await stage.admin.call<VersionByKey>('GET', path)).body.problems;
  };
  const install = async (app: PublishedApp) => {
    const body = { version_key: app.version.production_key };
    return (await stage.admin.call('POST', `${stage.base}/installations`, body)).status;
  };

  it('is open where nothing was said, and keeps what a change does not name', async () => {
    const shown = await stage.admin.call<AppPolicy>('GET', `${stage.base}/app_policy`);
    assert.ok(Check(AppPolicy, shown.body), JSON.stringify(shown.body));
    const { apps: _, ...policy } = shown.body;
    assert.deepEqual(policy, open);
    await change({ verified_only: true });
    const { body } = await change({ highest_level: 'Standard' });
    assert.deepEqual([body.verified_only, body.highest_level, body.mode], [true, 'Standard', 'any']);
    assert.equal((await change(open)).status, 200);
    assert.equal((await change({ mode: 'whatever' })).status, 400);
  });

  it('a blocked app is refused from its next call on, and let in again when it is taken off the list', async () => {
    const app = await stage.publish('Blocked', forPeople);
    await stage.install(app);
    const { accessToken } = await stage.allow(app, 'Jim Carter');
    assert.equal(await projects(accessToken), 200);
    const { body } = await change({ blocked: [app.id] });
    assert.deepEqual(body.blocked, [app.id]);
    assert.equal(await projects(accessToken), 403);
    await change({ blocked: [] });
    assert.equal(await projects(accessToken), 200);
  });

  it('an allow-list lets nobody else in; a custom app is put on it by its key', async () => {
    const app = await stage.publish('Custom', forPeople);
    assert.equal((await change({ allowed: [app.id] })).status, 422);
    await change({ mode: 'allow_list' });
    assert.deepEqual(await problems(app), ['app_not_allowed']);
    assert.equal(await install(app), 422);
    assert.equal((await change({ allowed_version_key: app.version.sandbox_key })).status, 422);
    const allowed = await change({ allowed_version_key: app.version.production_key });
    assert.deepEqual(allowed.body.allowed, [app.id]);
    assert.equal(await install(app), 201);
    const both = await change({ blocked: [app.id] });
    assert.match(JSON.stringify(both.body), /blocked.*also allowed/);
    await change(open);
  });

  it('verified publishers only: nobody else installs, by key or by an Allow', async () => {
    const app = await stage.publish('Unverified', forPeople);
    await change({ verified_only: true });
    assert.equal(await install(app), 422);
    const { accessToken } = await stage.allow(app, 'Jim Carter');
    assert.equal(await projects(accessToken), 403);
    assert.deepEqual(await stage.toldTo(app), []);
    await change(open);
    await stage.allow(app, 'Jim Carter');
    assert.equal(await projects(accessToken), 200);
  });

  it('an app that asks for more than the highest level waits for an admin', async () => {
    const writes = manifestOf(true, { company: {}, project: { documents: 'Standard' } });
    const app = await stage.publish('Asks for more', writes);
    await change({ highest_level: 'Read Only' });
    const { accessToken } = await stage.allow(app, 'Jim Carter');
    assert.equal(await projects(accessToken), 403);
    assert.equal(await stage.audited('installation_request.created', app.id), 1);
    assert.equal(await install(app), 201);
    assert.equal(await projects(accessToken), 200);
    await change(open);
  });

  it('a member’s Allow gives an app no account of its own: that waits for an admin as an update', async () => {
    const app = await stage.publish('Both components');
    const { accessToken } = await stage.allow(app, 'Jim Carter');
    assert.equal(await projects(accessToken), 200);
    const own = await stage.rest(
      await stage.tokenOf(app),
      `/rest/v1.0/projects/${stage.projectId('Harbor Tower')}?company_id=${stage.companyId}`,
    );
    assert.equal(own.status, 403);
    const { body } = await stage.admin.call<
      { id: number; app: { id: number }; version: unknown; update: { version: { id: number } } | null }[]
    >('GET', `${stage.base}/installations`);
    const installed = body.find((each) => each.app.id === app.id);
    assert.ok(installed);
    assert.equal(installed.version, null);
    assert.equal(installed.update?.version.id, app.version.id);
  });

  it('an app that acts for nobody but itself is not brought in by an Allow', async () => {
    const alone = manifestOf(false, { company: {}, project: { documents: 'Read Only' } });
    const app = await stage.publish('For itself', alone);
    const [client] = await stage.platform.house.database.read((tx) =>
      tx.selectFrom('clients').select('grant_types').where('client_id', '=', app.clientId).execute(),
    );
    if (client?.grant_types.includes('authorization_code')) await stage.allow(app, 'Jim Carter');
    assert.deepEqual(await stage.toldTo(app), []);
  });
});

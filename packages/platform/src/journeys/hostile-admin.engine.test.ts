import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Installation, InstallationRequest, ServiceAccountCredentials } from '@gatehouse/wire';
import { saved } from '../developer-portal/portal-stage.test-support.ts';
import {
  type CompanyStage,
  manifestOf,
  promoted,
  setCompanyStage,
} from '../installations/company-stage.test-support.ts';

const asksForAccount = manifestOf(true, { company: {}, project: { documents: 'Read Only' } });

describe('a hostile admin', () => {
  let stage: CompanyStage;
  before(async () => {
    stage = await setCompanyStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  const rows = async (table: 'installations' | 'permitted_projects', appId: number) =>
    await stage.platform.house.database.read((tx) =>
      tx.selectFrom(table).selectAll().where('app_id', '=', appId).execute(),
    );

  it('who names one project in two spellings is told so, and changes no permission', async () => {
    const { admin, base } = stage;
    const made = await admin.call<ServiceAccountCredentials>('POST', `${base}/service_accounts`, {
      name: 'Twice',
    });
    const project = stage.projectId('Harbor Tower');
    const path = `${base}/service_accounts/${made.body.service_account.id}`;
    const { status, body } = await admin.call('PUT', `${path}/permissions`, {
      projects: { [project]: { documents: 'Admin' }, [`0${project}`]: { documents: 'Read Only' } },
    });
    assert.deepEqual([status, Object.keys(body.errors ?? {})], [422, [`projects.0${project}`]]);
    const { body: account } = await admin.call('GET', path);
    assert.deepEqual(account.permissions, { company: {}, projects: [] });
  });

  it('who answers one request many times at once gets one answer in', async () => {
    const { admin, base } = stage;
    const jim = await stage.visitor('Jim Carter');
    const app = await stage.publish('Wanted at once', asksForAccount);
    await admin.call('PATCH', `${base}/app_policy`, { allowed_version_key: app.version.production_key });
    const asked = await jim.call<InstallationRequest>('POST', `${base}/installation_requests`, {
      app_id: app.id,
    });
    assert.equal(asked.status, 201, JSON.stringify(asked.body));
    const path = `${base}/installation_requests/${asked.body.id}`;
    const answers = await Promise.all([
      ...Array.from({ length: 4 }, () => admin.call('POST', `${path}/approve`, {})),
      admin.call('POST', `${path}/deny`, {}),
      jim.call('POST', `${path}/withdraw`),
    ]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409, 409, 409, 409]);
    const { body } = await admin.call<InstallationRequest[]>('GET', `${base}/installation_requests`);
    const approved = body.find(({ id }) => id === asked.body.id)?.status === 'approved';
    assert.equal((await rows('installations', app.id)).length, approved ? 1 : 0);
  });

  it('who installs an app many times at once has it once', async () => {
    const { admin, base } = stage;
    const app = await stage.publish('Installed at once', asksForAccount);
    const wanted = { version_key: app.version.production_key, permitted_project_ids: [] };
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => admin.call('POST', `${base}/installations`, wanted)),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409, 409]);
    assert.equal((await rows('installations', app.id)).length, 1);
  });

  it('who pins any version but the one on offer approves nothing', async () => {
    const { admin, base, developer } = stage;
    const app = await stage.publish('Pinned', asksForAccount);
    const stranger = await stage.publish('Another', asksForAccount);
    const { id } = await stage.install(app);
    const passed = await promoted(developer, app.path, '2.0.0', asksForAccount);
    await promoted(developer, app.path, '3.0.0', asksForAccount);
    const draft = await saved(developer, app.path, '4.0.0');
    for (const version of [passed.version, stranger.version, draft, app.version]) {
      const { status } = await admin.call('POST', `${base}/installations/${id}/update`, {
        version_id: version.id,
        permitted_project_ids: [],
      });
      assert.equal(status, 409, version.semver);
    }
    assert.deepEqual(
      (await rows('installations', app.id)).map((row) => 'app_version_id' in row && row.app_version_id),
      [app.version.id],
    );
  });

  it('whose steps meet an uninstall leaves the app nothing, in whichever order they come', async () => {
    const { admin, base } = stage;
    const projectId = stage.projectId('Harbor Tower');
    const app = await stage.publish('Uninstalled meanwhile', asksForAccount);
    const { id } = await stage.install(app, [projectId]);
    const { version } = await promoted(stage.developer, app.path, '2.0.0', asksForAccount);
    const path = `${base}/installations/${id}`;
    const projects = { permitted_project_ids: [projectId] };
    const answers = await Promise.all([
      admin.call<Installation>('POST', `${path}/update`, { version_id: version.id, ...projects }),
      admin.call('POST', `${path}/uninstall`),
      admin.call('PUT', `${path}/permitted_projects`, { project_ids: [projectId] }),
      admin.call('POST', `${path}/disconnect`),
      admin.call('POST', `${path}/reconnect`),
    ]);
    for (const { status, body } of answers) assert.ok([200, 409].includes(status), JSON.stringify(body));
    assert.equal(answers[1]?.status, 200);
    assert.deepEqual(await rows('permitted_projects', app.id), []);
    const token = await stage.token({
      grant_type: 'client_credentials',
      client_id: app.clientId,
      client_secret: app.clientSecret,
    });
    const { status } = await stage.rest(
      String(token.body.access_token),
      `/rest/v1.0/companies/${stage.companyId}`,
    );
    assert.ok([401, 403, 404].includes(status), String(status));
  });

  it('permits an app no project of another company, by whatever step', async () => {
    const { admin, base, platform, otherCompanyId } = stage;
    const foreign = platform.demo.companies.find(({ id }) => id === otherCompanyId)?.projects[0]?.id;
    assert.ok(foreign !== undefined);
    const app = await stage.publish('Far-reaching', asksForAccount);
    const ids = [stage.projectId('Harbor Tower'), foreign];
    const install = { version_key: app.version.production_key, permitted_project_ids: ids };
    assert.equal((await admin.call('POST', `${base}/installations`, install)).status, 422);
    assert.deepEqual(await rows('installations', app.id), []);
    const { id } = await stage.install(app);
    const { version } = await promoted(stage.developer, app.path, '2.0.0', asksForAccount);
    const path = `${base}/installations/${id}`;
    const update = { version_id: version.id, permitted_project_ids: ids };
    assert.equal((await admin.call('POST', `${path}/update`, update)).status, 422);
    assert.equal((await admin.call('PUT', `${path}/permitted_projects`, { project_ids: ids })).status, 422);
    assert.equal((await admin.call('POST', `${path}/uninstall`)).status, 200);
    assert.equal((await admin.call('POST', `${path}/reinstall`, { permitted_project_ids: ids })).status, 422);
    assert.deepEqual(await rows('permitted_projects', app.id), []);
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AppInstallation, AppInstallationShow } from '@gatehouse/wire';
import type { TObject } from 'typebox';
import { Check } from 'typebox/value';
import { type CompanyStage, promoted, setCompanyStage } from '../company-stage.test-support.ts';

describe('the public endpoints of installations', () => {
  let stage: CompanyStage;
  let token: string;
  const path = '/rest/v1.0/app_installations';
  before(async () => {
    stage = await setCompanyStage();
    const caller = await stage.publish('Caller');
    await stage.install(caller);
    token = (await stage.allow(caller, 'Ana Torres')).accessToken;
  });
  after(() => stage[Symbol.asyncDispose]());

  const send = async (method: string, to: string, body: unknown) => {
    const response = await fetch(new URL(to, stage.platform.url), {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'procore-company-id': String(stage.companyId),
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as AppInstallationShow };
  };
  const list = async (query = `company_id=${stage.companyId}`) => {
    const { status, body } = await stage.rest(token, `${path}?${query}`);
    assert.equal(status, 200, JSON.stringify(body));
    return body as unknown as AppInstallation[];
  };

  it('say every field, as clients of the field expect them', async () => {
    const app = await stage.publish('Shown');
    const { id } = await stage.install(app);
    const { version } = await promoted(stage.developer, app.path, '1.1.0');
    const item = (await list()).find((each) => each.id === id);
    each(AppInstallation, item);
    assert.deepEqual(
      [item?.app_uid, item?.status, item?.semantic_version, item?.installer.login],
      [app.clientId, 'installed', '1.0.0', 'ana@ridgeline.example'],
    );
    assert.match(
      item?.updatable_app_version_id ?? '',
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    assert.notEqual(version.id, app.version.id);
    const shown = await stage.rest(token, `${path}/${id}?company_id=${stage.companyId}`);
    each(AppInstallationShow, shown.body);
    const missing = await stage.rest(token, `${path}/999999?company_id=${stage.companyId}`);
    assert.equal(missing.status, 404);
  });

  it('install an app that the company knows, once, and uninstall and bring it back', async () => {
    const app = await stage.publish('Installed');
    const body = { app_uid: app.clientId, app_installation: { installation_configuration: {} } };
    assert.equal((await send('POST', path, body)).status, 422);
    await stage.admin.call('PATCH', `${stage.base}/app_policy`, { user_installs: false });
    await stage.allow(app, 'Ana Torres');
    const installed = await send('POST', path, body);
    assert.deepEqual([installed.status, installed.body.status], [201, 'installed']);
    each(AppInstallationShow, installed.body);
    const known = (await list()).find(({ app_uid }) => app_uid === app.clientId);
    assert.ok(known);
    assert.equal((await send('POST', path, body)).status, 409);
    const change = (status: string, uid = app.clientId) =>
      send('PATCH', `${path}/${known.id}`, { app_uid: uid, app_installation: { status } });
    assert.equal((await change('uninstalled', 'ghi_another')).status, 404);
    const gone = await change('uninstalled');
    assert.deepEqual([gone.body.status, gone.body.uninstalled_by], ['uninstalled', 'ana@ridgeline.example']);
    assert.equal((await change('uninstalled')).status, 409);
    assert.equal((await change('installed')).body.status, 'installed');
  });

  it('narrow a project’s list to the apps that work there', async () => {
    const app = await stage.publish('Permitted');
    const tower = stage.projectId('Harbor Tower');
    const { id } = await stage.install(app, [tower]);
    const inProject = async (projectId: number) =>
      (await list(`company_id=${stage.companyId}&project_id=${projectId}`)).some((each) => each.id === id);
    assert.deepEqual(
      [await inProject(tower), await inProject(stage.projectId('North Bridge'))],
      [true, false],
    );
  });

  it('take the company from the body, where neither header nor query names one', async () => {
    const asked = async (body: unknown) =>
      await fetch(new URL(path, stage.platform.url), {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const named = await asked({ app_uid: 'ghi_another', company_id: stage.companyId });
    assert.deepEqual(
      [named.status, Object.keys(((await named.json()) as { errors: object }).errors)],
      [422, ['app_uid']],
    );
    assert.equal((await asked({ app_uid: 'ghi_another' })).status, 400);
  });
});

function each(schema: TObject, body: unknown): void {
  assert.ok(Check(schema, body), JSON.stringify(body));
  assert.deepEqual(Object.keys(body as object).sort(), Object.keys(schema.properties).sort());
}

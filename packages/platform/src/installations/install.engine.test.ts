import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Installation, MarketplaceApp, VersionByKey } from '@gatehouse/wire';
import { Check } from 'typebox/value';
import type { Visitor } from '../developer-portal/portal-stage.test-support.ts';
import { addCompanyMember } from '../directory/members.ts';
import { setCompanyLevel } from '../directory/tool-levels.ts';
import {
  type CompanyStage,
  forPeople,
  type PublishedApp,
  setCompanyStage,
} from './company-stage.test-support.ts';

describe('installing an app', () => {
  let stage: CompanyStage;
  let jim: Visitor;
  before(async () => {
    stage = await setCompanyStage();
    jim = await stage.visitor('Jim Carter');
  });
  after(() => stage[Symbol.asyncDispose]());

  const preview = (key: string, visitor = stage.admin) =>
    visitor.call<VersionByKey>('GET', `${stage.base}/version_by_key?key=${encodeURIComponent(key)}`);
  const install = (body: unknown, visitor = stage.admin) =>
    visitor.call<Installation>('POST', `${stage.base}/installations`, body);

  async function list(app: PublishedApp): Promise<void> {
    const page = {
      tagline: 'Safer sites',
      about: 'Checks every sheet.',
      support_email: 'help@brightside.example',
    };
    const put = await stage.developer.call('PUT', `${app.path}/listing`, page);
    assert.equal(put.status, 200, JSON.stringify(put.body));
    const submitted = await stage.developer.call('POST', `${app.path}/listing/submit`, {});
    assert.equal(submitted.status, 200, JSON.stringify(submitted.body));
    const operator = await stage.visitor('Olivia Reed');
    const review = { decision: 'approve', note: '' };
    const reviewed = await operator.call('POST', `/manage/v1/operator/apps/${app.id}/review`, review);
    assert.equal(reviewed.status, 200, JSON.stringify(reviewed.body));
  }

  it('a version key shows what it would install, and installs exactly that', async () => {
    const app = await stage.publish('By key');
    const key = app.version.production_key ?? '';
    const { status, body } = await preview(key);
    assert.ok(Check(VersionByKey, body), JSON.stringify(body));
    assert.deepEqual([status, body.app.id, body.version.semver, body.problems], [200, app.id, '1.0.0', []]);
    assert.equal((await install({ version_key: key })).body.version?.id, body.version.id);
    assert.deepEqual((await preview(key)).body.problems, ['already_installed']);
  });

  it('a sandbox key opens nothing in a production company, nor does a key of nobody', async () => {
    const app = await stage.publish('Sandbox only');
    for (const key of [app.version.sandbox_key, crypto.randomUUID(), "' or 1=1 --"]) {
      assert.equal((await preview(key)).status, 404);
      const refused = await install({ version_key: key });
      assert.equal(refused.status, 422);
      assert.match(JSON.stringify(refused.body), /version_key.*opens nothing/);
    }
  });

  it('without a key only the marketplace is open, and members may look at it', async () => {
    const app = await stage.publish('Listed', forPeople);
    const unlisted = await install({ app_id: app.id });
    assert.equal(unlisted.status, 422);
    await list(app);
    const market = await jim.call<MarketplaceApp[]>(
      'GET',
      `/manage/v1/marketplace?company_id=${stage.companyId}`,
    );
    const shown = market.body.find((each) => each.app.id === app.id);
    assert.ok(Check(MarketplaceApp, shown), JSON.stringify(shown));
    assert.deepEqual([shown.state, shown.requested, shown.problems], ['not_installed', false, []]);
    const old = await install({ app_id: app.id, version_id: 999_999 });
    assert.equal(old.status, 409);
    assert.equal((await install({ app_id: app.id, version_id: app.version.id })).status, 201);
    const strangers = await jim.call('GET', '/manage/v1/marketplace?company_id=999999');
    assert.equal(strangers.status, 404);
  });

  it('what to install is named once, by key or by app', async () => {
    const app = await stage.publish('Named twice');
    const both = { version_key: app.version.production_key, app_id: app.id };
    for (const body of [{}, both]) assert.equal((await install(body)).status, 422);
  });

  it('members do not install, strangers find nothing, and no app’s token is let in', async () => {
    const app = await stage.publish('Guarded');
    const body = { version_key: app.version.production_key };
    assert.equal((await install(body, jim)).status, 403);
    assert.equal((await install(body, stage.developer)).status, 404);
    assert.equal((await stage.developer.call('GET', `${stage.base}/installations`)).status, 404);
    await stage.install(app);
    const { accessToken } = await stage.allow(app, 'Ana Torres');
    for (const path of ['/installations', '/app_policy', '/installation_requests'])
      assert.equal((await stage.rest(accessToken, stage.base + path)).status, 401, path);
  });

  it('a Directory admin installs, and leaves permitted projects and the policy to a company admin', async () => {
    const { house } = stage.platform;
    const dora = await stage.newcomer('Dora');
    const origin = { requestId: 'test', address: '', actor: { kind: 'system' }, clientId: null } as const;
    await house.database.write(async (tx) => {
      const { personId } = dora;
      await addCompanyMember(house, tx, origin, stage.companyId, { personId });
      const level = { personId, tool: 'directory', level: 'Admin' } as const;
      await setCompanyLevel(house, tx, origin, stage.companyId, level);
    });
    const app = await stage.publish('Directory');
    const named = {
      version_key: app.version.production_key,
      permitted_project_ids: [stage.projectId('Harbor Tower')],
    };
    assert.equal((await install(named, dora)).status, 403);
    const installed = await install({ version_key: app.version.production_key }, dora);
    assert.equal(installed.status, 201);
    const path = `${stage.base}/installations/${installed.body.id}/permitted_projects`;
    assert.notEqual((await dora.call('PUT', path, { project_ids: [] })).status, 200);
    const at = `${stage.base}/installations/${installed.body.id}`;
    assert.equal((await dora.call('POST', `${at}/uninstall`, {})).status, 200);
    const again = { permitted_project_ids: named.permitted_project_ids };
    assert.equal((await dora.call('POST', `${at}/reinstall`, again)).status, 403);
    assert.equal((await dora.call('PATCH', `${stage.base}/app_policy`, { verified_only: true })).status, 403);
    assert.equal((await dora.call('PATCH', `${stage.base}/app_policy`, { user_installs: true })).status, 200);
  });

  it('one app is installed once, however many admins press the button together', async () => {
    const app = await stage.publish('Pressed');
    const body = { version_key: app.version.production_key };
    const answers = await Promise.all(Array.from({ length: 6 }, () => install(body)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409, 409, 409, 409]);
    assert.equal(await stage.audited('app.installed', app.id), 1);
    assert.deepEqual(await stage.toldTo(app), ['installed']);
  });

  it('an installation of another company is absent here, whoever asks', async () => {
    const app = await stage.publish('Elsewhere');
    const { id } = await stage.install(app);
    const elsewhere = `/manage/v1/companies/${stage.otherCompanyId}/installations/${id}`;
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['POST', '/disconnect', {}],
      ['POST', '/uninstall', {}],
      ['GET', '/usage', undefined],
      ['GET', '/reach', undefined],
      ['PUT', '/permitted_projects', { project_ids: [] }],
    ] as const) {
      assert.equal((await stage.admin.call(method, elsewhere + path, body)).status, 404, path);
    }
    assert.deepEqual(await stage.toldTo(app), ['installed']);
  });
});

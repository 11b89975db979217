import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Installation, NOT_CONNECTED } from '@gatehouse/wire';
import { Check } from 'typebox/value';
import { routesOf } from '../compose.ts';
import {
  type CompanyStage,
  promoted,
  setCompanyStage,
  writesProjects,
} from './company-stage.test-support.ts';

describe('the steps of an installation', () => {
  let stage: CompanyStage;
  let tower: number;
  let school: number;
  before(async () => {
    stage = await setCompanyStage();
    tower = stage.projectId('Harbor Tower');
    school = stage.projectId('Mill Street School');
  });
  after(() => stage[Symbol.asyncDispose]());

  const step = (id: number, name: string, body: unknown = {}) =>
    stage.admin.call<Installation>('POST', `${stage.base}/installations/${id}/${name}`, body);
  const project = async (token: string, id: number) =>
    (await stage.rest(token, `/rest/v1.0/projects/${id}?company_id=${stage.companyId}`)).status;

  it('an installed app works in the permitted projects only, by the version that was approved', async () => {
    const app = await stage.publish('Installed');
    const installation = await stage.install(app, [tower]);
    assert.ok(Check(Installation, installation), JSON.stringify(installation));
    assert.deepEqual(
      [installation.state, installation.version?.semver, installation.post_installation_notes],
      ['connected', '1.0.0', 'Open the app.'],
    );
    assert.deepEqual(installation.permitted_projects, [{ id: tower, name: 'Harbor Tower' }]);
    const token = await stage.tokenOf(app);
    assert.deepEqual([await project(token, tower), await project(token, school)], [200, 403]);

    const projects = (ids: number[]) =>
      stage.admin.call<Installation>(
        'PUT',
        `${stage.base}/installations/${installation.id}/permitted_projects`,
        {
          project_ids: ids,
        },
      );
    assert.equal((await projects([school, school])).status, 200);
    assert.deepEqual([await project(token, tower), await project(token, school)], [403, 200]);
    const strange = stage.platform.demo.companies.at(1)?.projects.at(0)?.id ?? 0;
    assert.equal((await projects([strange, tower])).status, 422);
    assert.deepEqual([await project(token, tower), await project(token, school)], [403, 200]);
    assert.equal(await stage.audited('app.projects_changed', app.id), 1);
    assert.deepEqual(await stage.toldTo(app), ['installed', 'projects_changed']);
  });

  it('disconnecting refuses every call at once, and reconnecting restores what was there', async () => {
    const app = await stage.publish('Disconnected');
    const { id } = await stage.install(app, [tower]);
    const own = await stage.tokenOf(app);
    const jim = await stage.allow(app, 'Jim Carter');
    const companies = `/rest/v1.0/projects?company_id=${stage.companyId}`;
    assert.equal((await stage.rest(jim.accessToken, companies)).status, 200);
    assert.equal((await step(id, 'disconnect')).body.state, 'disconnected');
    for (const token of [own, jim.accessToken]) {
      const refused = await stage.rest(token, companies);
      assert.deepEqual([refused.status, refused.body], [403, { errors: [NOT_CONNECTED] }]);
    }
    assert.equal((await stage.rest(jim.accessToken, '/rest/v1.0/me')).status, 200);
    const [told] = await stage.noticesOf(await stage.visitor('Jim Carter'));
    assert.deepEqual([told?.kind, told?.data.app_id], ['app.disconnected', app.id]);
    // A member's Allow does not undo what an admin did.
    await stage.allow(app, 'Jim Carter');
    assert.equal((await stage.rest(own, companies)).status, 403);
    const back = await step(id, 'reconnect');
    assert.deepEqual([back.body.state, back.body.permitted_projects.length], ['connected', 1]);
    for (const token of [own, jim.accessToken])
      assert.equal((await stage.rest(token, companies)).status, 200);
    assert.deepEqual(await stage.toldTo(app), ['installed', 'disconnected', 'reconnected']);
  });

  it('reinstalling asks for the projects again, and brings back no permission by itself', async () => {
    const app = await stage.publish('Reinstalled');
    const { id } = await stage.install(app, [tower]);
    const token = await stage.tokenOf(app);
    assert.equal(await project(token, tower), 200);
    const gone = await step(id, 'uninstall');
    assert.deepEqual([gone.body.state, gone.body.permitted_projects], ['uninstalled', []]);
    assert.equal(await project(token, tower), 403);
    const unasked = await step(id, 'reinstall');
    assert.equal(unasked.status, 400);
    assert.match(JSON.stringify(unasked.body), /permitted_project_ids.*is missing/);
    assert.equal((await step(id, 'reinstall', { permitted_project_ids: [] })).body.state, 'connected');
    assert.equal(await project(token, tower), 403);
    assert.deepEqual(await stage.toldTo(app), ['installed', 'uninstalled', 'installed']);
    assert.equal(await stage.audited('app.reinstalled', app.id), 1);
  });

  it('a step that is illegal where the app stands is refused with where it stands and what may follow', async () => {
    const app = await stage.publish('Illegal');
    const { id } = await stage.install(app);
    const before = await stage.toldTo(app);
    const reconnect = await step(id, 'reconnect');
    assert.equal(reconnect.status, 409);
    const { state, allowed } = reconnect.body as unknown as { state: string; allowed: string[] };
    assert.deepEqual(
      [state, allowed],
      ['connected', ['disconnect', 'update', 'permit_projects', 'uninstall']],
    );
    const again = await stage.admin.call('POST', `${stage.base}/installations`, {
      version_key: app.version.production_key,
    });
    assert.equal(again.status, 409);
    assert.deepEqual(await stage.toldTo(app), before);
    assert.equal((await step(999_999, 'disconnect')).status, 404);
  });

  it('until an update is approved the old version’s permissions hold; then exactly the new one’s', async () => {
    const app = await stage.publish('Updated');
    const { id } = await stage.install(app, [tower]);
    await promoted(stage.developer, app.path, '1.1.0', writesProjects);
    const [notice] = await stage.noticesOf(stage.admin);
    assert.deepEqual([notice?.kind, notice?.data.installation_id], ['app.update_available', id]);
    const shown = await stage.admin.call<Installation>('GET', `${stage.base}/installations/${id}`);
    const { update, version } = shown.body;
    assert.ok(update);
    assert.deepEqual([version?.semver, update.version.semver], ['1.0.0', '1.1.0']);
    assert.equal(update.version.release_notes, 'What is new in 1.1.0.');
    assert.deepEqual(update.difference, [
      { scope: 'project', tool: 'documents', from: 'Read Only', to: 'Standard' },
    ]);
    const token = await stage.tokenOf(app);
    const makeFolder = async () => {
      const response = await fetch(new URL(`/rest/v1.0/folders?project_id=${tower}`, stage.platform.url), {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'procore-company-id': String(stage.companyId),
          'content-type': 'application/json',
        },
        body: JSON.stringify({ folder: { name: `Made ${stage.platform.clock.now()}` } }),
      });
      await response.text();
      return response.status;
    };
    assert.equal(await makeFolder(), 403);
    const approve = (body: unknown) => step(id, 'update', body);
    assert.equal((await approve({ version_id: update.version.id })).status, 400);
    const done = await approve({ version_id: update.version.id, permitted_project_ids: [tower] });
    assert.deepEqual([done.status, done.body.version?.semver, done.body.update], [200, '1.1.0', null]);
    assert.equal(await makeFolder(), 201);
    assert.deepEqual(await stage.toldTo(app), ['installed', 'updated']);
  });

  it('approving version 2 once version 3 is promoted is refused: nothing is approved unread', async () => {
    const app = await stage.publish('Overtaken');
    const { id } = await stage.install(app, [tower]);
    const second = (await promoted(stage.developer, app.path, '2.0.0')).version;
    const third = (await promoted(stage.developer, app.path, '3.0.0', writesProjects)).version;
    const approve = (versionId: number) =>
      step(id, 'update', { version_id: versionId, permitted_project_ids: [tower] });
    const stale = await approve(second.id);
    assert.equal(stale.status, 409);
    assert.match(JSON.stringify(stale.body), /no longer the latest.*3\.0\.0/);
    const unchanged = await stage.admin.call<Installation>('GET', `${stage.base}/installations/${id}`);
    assert.equal(unchanged.body.version?.semver, '1.0.0');
    assert.equal((await approve(third.id)).body.version?.semver, '3.0.0');
    assert.equal((await approve(third.id)).status, 409);
    assert.equal(await stage.audited('app.updated', app.id), 1);
  });

  it('an approval that races a promotion approves what was seen, or nothing', async () => {
    const app = await stage.publish('Raced');
    const { id } = await stage.install(app, [tower]);
    for (let turn = 1; turn <= 4; turn += 1) {
      const seen = (await promoted(stage.developer, app.path, `${turn + 1}.0.0`)).version;
      const [approval] = await Promise.all([
        step(id, 'update', { version_id: seen.id, permitted_project_ids: [tower] }),
        promoted(stage.developer, app.path, `${turn + 1}.1.0`, writesProjects),
      ]);
      const now = (await stage.admin.call<Installation>('GET', `${stage.base}/installations/${id}`)).body;
      if (approval.status === 200) assert.equal(now.version?.id, seen.id);
      else assert.deepEqual([approval.status, now.version?.id === seen.id], [409, false]);
      assert.equal(now.update?.version.semver, `${turn + 1}.1.0`);
    }
  });

  it('no route of App Management writes an audit event that it does not declare', async () => {
    const { house } = stage.platform;
    const written = await house.database.read((tx) =>
      tx
        .selectFrom('audit_events')
        .select(['event', 'request_id'])
        .where('company_id', '=', stage.companyId)
        .execute(),
    );
    const lines = stage.platform.logs().split('\n');
    const routes = routesOf(house);
    let checked = 0;
    for (const { event, request_id: id } of written) {
      const line = lines.find((each) => each.includes(`"id":"${id}"`) && each.includes('"route"'));
      if (line === undefined) continue;
      const { req } = JSON.parse(line);
      const route = routes.find(({ method, path }) => method === req.method && path === req.route);
      assert.ok(route?.audit.includes(event as never), `${req.method} ${req.route} wrote ${event}`);
      checked += 1;
    }
    assert.ok(checked >= 20, `only ${checked} events were looked at`);
  });
});

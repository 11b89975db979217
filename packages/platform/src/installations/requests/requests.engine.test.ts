import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { InstallationRequest, type WireRequest } from '@gatehouse/wire';
import { Check } from 'typebox/value';
import type { Visitor } from '../../developer-portal/portal-stage.test-support.ts';
import {
  type CompanyStage,
  forPeople,
  type PublishedApp,
  setCompanyStage,
} from '../company-stage.test-support.ts';

describe('requests for apps', () => {
  let stage: CompanyStage;
  let jim: Visitor;
  let lucia: Visitor;
  before(async () => {
    stage = await setCompanyStage();
    jim = await stage.visitor('Jim Carter');
    lucia = await stage.visitor('Lucía Ramírez');
    const { status } = await stage.admin.call('PATCH', `${stage.base}/app_policy`, { user_installs: false });
    assert.equal(status, 200);
  });
  after(() => stage[Symbol.asyncDispose]());

  const path = () => `${stage.base}/installation_requests`;
  const inbox = async (visitor = stage.admin, query = '') =>
    (await visitor.call<InstallationRequest[]>('GET', path() + query)).body;
  const answer = (id: number, step: string, body: unknown = {}, visitor = stage.admin) =>
    visitor.call<InstallationRequest>('POST', `${path()}/${id}/${step}`, body);
  const requestsFor = async (app: PublishedApp, visitor = stage.admin) =>
    (await inbox(visitor)).filter((request) => request.app.id === app.id);
  const projects = (token: string) => stage.rest(token, `/rest/v1.0/projects?company_id=${stage.companyId}`);

  it('where members may not install, an Allow installs nothing and asks the admins, once', async () => {
    const app = await stage.publish('Implicit', forPeople);
    const { accessToken } = await stage.allow(app, 'Jim Carter');
    await stage.allow(app, 'Jim Carter');
    assert.equal((await projects(accessToken)).status, 403);
    const [request, ...others] = await requestsFor(app);
    assert.ok(Check(InstallationRequest, request), JSON.stringify(request));
    assert.deepEqual(others, []);
    assert.deepEqual(
      [request.implicit, request.status, request.requested_by.name, request.version?.semver],
      [true, 'pending', 'Jim Carter', '1.0.0'],
    );
    const [notice] = await stage.noticesOf(stage.admin);
    assert.deepEqual(
      [notice?.kind, notice?.data.request_id, notice?.data.person_name],
      ['installation_request.received', request.id, 'Jim Carter'],
    );
    const approved = await answer(request.id, 'approve', { answer: 'Enjoy.' });
    assert.deepEqual([approved.status, approved.body.status], [200, 'approved']);
    assert.equal((await projects(accessToken)).status, 200);
    const [told] = await stage.noticesOf(jim);
    assert.deepEqual([told?.kind, told?.data.answer], ['installation_request.approved', 'Enjoy.']);
    assert.equal(await stage.audited('installation_request.created', app.id), 1);
    assert.equal(await stage.audited('installation_request.approved', app.id), 1);
  });

  it('a denied request is answered with the reason, and may be made again', async () => {
    const app = await stage.publish('Denied', forPeople);
    await stage.allow(app, 'Jim Carter');
    const [request] = await requestsFor(app);
    assert.ok(request);
    assert.equal((await answer(request.id, 'deny', { answer: 'We have one.' })).body.answer, 'We have one.');
    const [told] = await stage.noticesOf(jim);
    assert.deepEqual([told?.kind, told?.data.answer], ['installation_request.denied', 'We have one.']);
    const late = await answer(request.id, 'approve');
    assert.equal(late.status, 409);
    const { state, allowed } = late.body as unknown as { state: string; allowed: string[] };
    assert.deepEqual([state, allowed], ['denied', []]);
    assert.deepEqual(await stage.toldTo(app), []);
    const again = await jim.call('POST', path(), { app_id: app.id, reason: 'For the roof works' });
    assert.equal(again.status, 201, JSON.stringify(again.body));
    assert.equal((await jim.call('POST', path(), { app_id: app.id, reason: 'Please' })).status, 409);
  });

  it('members see and withdraw their own requests only, and answer none', async () => {
    const app = await stage.publish('Withdrawn', forPeople);
    await stage.allow(app, 'Jim Carter');
    await stage.allow(app, 'Lucía Ramírez');
    assert.equal((await requestsFor(app)).length, 2);
    const [own, ...others] = await requestsFor(app, lucia);
    assert.ok(own);
    assert.deepEqual(others, []);
    assert.equal((await answer(own.id, 'withdraw', {}, jim)).status, 404);
    assert.equal((await answer(own.id, 'approve', {}, lucia)).status, 404);
    assert.equal((await answer(own.id, 'withdraw', {}, lucia)).body.status, 'withdrawn');
    assert.equal((await answer(own.id, 'withdraw', {}, lucia)).status, 409);
    assert.equal((await stage.developer.call('GET', path())).status, 404);
  });

  it('installing an app answers everyone who asked for it', async () => {
    const app = await stage.publish('Answered', forPeople);
    await stage.allow(app, 'Jim Carter');
    await stage.allow(app, 'Lucía Ramírez');
    await stage.install(app);
    assert.deepEqual(
      (await requestsFor(app)).map(({ status }) => status),
      ['approved', 'approved'],
    );
    for (const visitor of [jim, lucia])
      assert.equal((await stage.noticesOf(visitor)).at(0)?.kind, 'installation_request.approved');
    assert.equal((await jim.call('POST', path(), { app_id: app.id, reason: '' })).status, 409);
  });

  it('two admins who approve together install once and answer once', async () => {
    const app = await stage.publish('Together', forPeople);
    await stage.allow(app, 'Jim Carter');
    const [request] = await requestsFor(app);
    assert.ok(request);
    const answers = await Promise.all([0, 1, 2, 3].map(() => answer(request.id, 'approve')));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409, 409]);
    assert.deepEqual(await stage.toldTo(app), ['installed']);
    assert.equal(await stage.audited('installation_request.approved', app.id), 1);
  });

  it('approving brings an uninstalled app back, in the projects that are named now', async () => {
    const app = await stage.publish('Again');
    const tower = stage.projectId('Harbor Tower');
    const { id } = await stage.install(app, [stage.projectId('North Bridge')]);
    await stage.admin.call('POST', `${stage.base}/installations/${id}/uninstall`, {});
    const asked = await jim.call<InstallationRequest>('POST', path(), { app_id: app.id, reason: 'Again' });
    const body = { permitted_project_ids: [tower], version_id: app.version.id };
    assert.equal((await answer(asked.body.id, 'approve', body)).status, 200);
    const shown = await stage.admin.call<{ state: string; permitted_projects: { id: number }[] }>(
      'GET',
      `${stage.base}/installations/${id}`,
    );
    assert.deepEqual(
      [shown.body.state, shown.body.permitted_projects.map((project) => project.id)],
      ['connected', [tower]],
    );
  });

  it('an approval that cannot install answers nothing', async () => {
    const app = await stage.publish('Unwanted', forPeople);
    await stage.allow(app, 'Jim Carter');
    const [request] = await requestsFor(app);
    assert.ok(request);
    await stage.admin.call('PATCH', `${stage.base}/app_policy`, { blocked: [app.id] });
    const refused = await answer(request.id, 'approve');
    assert.deepEqual([refused.status, Object.keys(refused.body)], [422, ['errors']]);
    assert.equal((await requestsFor(app)).at(0)?.status, 'pending');
    await stage.admin.call('PATCH', `${stage.base}/app_policy`, { blocked: [] });
    const stale = await answer(request.id, 'approve', { version_id: 999_999 });
    assert.equal(stale.status, 409);
    assert.equal((await requestsFor(app)).at(0)?.status, 'pending');
  });

  it('an app nobody here has met cannot be asked for: its id is no secret kept by counting', async () => {
    const app = await stage.publish('Unknown', forPeople);
    const refused = await jim.call('POST', path(), { app_id: app.id, reason: '' });
    const nobodys = await jim.call('POST', path(), { app_id: 999_999, reason: '' });
    assert.equal(refused.status, 422);
    assert.deepEqual(refused.body, nobodys.body);
  });

  it('an app asks in a person’s name before it is installed, by the public endpoint', async () => {
    const app = await stage.publish('On the wire', forPeople);
    const { accessToken } = await stage.allow(app, 'Jim Carter');
    const [implicit] = await requestsFor(app);
    assert.ok(implicit);
    const query = `company_id=${stage.companyId}&developer_app_id=${app.clientId}`;
    const wire = '/rest/v1.0/installation_requests';
    const found = await stage.rest(accessToken, `${wire}?${query}&implicit=true`);
    assert.deepEqual([found.status, found.body as unknown], [200, [{ id: implicit.id }]]);
    await answer(implicit.id, 'deny');
    const post = async (companyId: number) => {
      const response = await fetch(new URL(wire, stage.platform.url), {
        method: 'POST',
        headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          company_id: companyId,
          developer_app_id: String(app.id),
          implicit: false,
          notes: 'By the app',
        }),
      });
      return { status: response.status, body: (await response.json()) as WireRequest };
    };
    const asked = await post(stage.companyId);
    assert.equal(asked.status, 201);
    assert.equal((await post(stage.companyId)).status, 409);
    assert.equal((await post(999_999)).status, 404);
    const [latest] = await requestsFor(app);
    assert.deepEqual([latest?.id, latest?.reason, latest?.implicit], [asked.body.id, 'By the app', false]);
  });
});

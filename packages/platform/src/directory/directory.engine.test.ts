import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  Company,
  CompanyProject,
  Me,
  NOT_CONNECTED,
  Project,
  ProjectCompact,
  ProjectShow,
} from '@gatehouse/wire';
import type { TObject } from 'typebox';
import { Check } from 'typebox/value';
import { type RestStage, setRestStage } from '../rest/rest-stage.test-support.ts';
import { addProjectMember } from './members.ts';

const idsOf = (body: unknown) => (body as { id: number }[]).map(({ id }) => id);

function each(schema: TObject, body: unknown): void {
  assert.ok(Array.isArray(body) && body.length > 0);
  for (const item of body) {
    assert.ok(Check(schema, item), JSON.stringify(item));
    assert.deepEqual(Object.keys(item).sort(), Object.keys(schema.properties).sort());
  }
}

describe('me, companies and projects', () => {
  let stage: RestStage;
  let ridgeline: number;
  let cascade: number;
  let sandbox: number;
  before(async () => {
    stage = await setRestStage();
    ridgeline = stage.company('Ridgeline');
    cascade = stage.company('Cascade');
    sandbox = stage.company('Brightside');
  });
  after(() => stage[Symbol.asyncDispose]());

  const connect = (companyId: number, disconnectedAt: number | null) =>
    stage.change((tx) =>
      tx
        .updateTable('installations')
        .set({ disconnected_at: disconnectedAt })
        .where('company_id', '=', companyId)
        .execute(),
    );

  it('me is id, login and name, by version and by the old alias', async () => {
    const token = await stage.tokenOf('Jim');
    const { status, body } = await stage.get('/rest/v1.0/me', { token });
    assert.equal(status, 200);
    assert.ok(Check(Me, body));
    assert.deepEqual(body, {
      id: await stage.person('Jim'),
      login: 'jim@ridgeline.example',
      name: 'Jim Carter',
    });
    assert.deepEqual((await stage.get('/vapid/me', { token })).body, body);
    assert.deepEqual((await stage.get('/vapid/companies', { token })).status, 200);
  });

  it('companies are those of the directory and of the app’s environment', async () => {
    const { body, headers } = await stage.get('/rest/v1.0/companies', { token: await stage.tokenOf('Jim') });
    each(Company, body);
    assert.deepEqual(idsOf(body), [ridgeline, cascade]);
    assert.equal((body as Company[]).filter((company) => company.my_company).length, 1);
    assert.equal(headers.get('total'), '2');
    assert.equal(headers.get('per-page'), '100');
    const devon = await stage.get('/rest/v1.0/companies', { token: await stage.tokenOf('Devon') });
    assert.deepEqual(devon.body, []);
  });

  it('one company is shown to its members only, alike whether it exists or not', async () => {
    const token = await stage.tokenOf('Ana');
    assert.equal((await stage.get(`/rest/v1.0/companies/${ridgeline}`, { token })).status, 200);
    const strange = await stage.get(`/rest/v1.0/companies/${cascade}`, { token });
    const unknown = await stage.get('/rest/v1.0/companies/999999', { token });
    assert.equal(strange.status, 404);
    assert.deepEqual([strange.status, strange.body], [unknown.status, unknown.body]);
    assert.equal((await stage.get('/rest/v1.0/companies/abc', { token })).status, 404);
  });

  it('a company admin lists every project, a member their own', async () => {
    const list = async (name: string) =>
      (await stage.get(`/rest/v1.0/projects?company_id=${ridgeline}`, { token: await stage.tokenOf(name) }))
        .body;
    const all = ['Harbor Tower', 'Mill Street School', 'North Bridge'].map(stage.project);
    each(Project, await list('Ana'));
    assert.deepEqual(idsOf(await list('Ana')), all);
    assert.deepEqual(idsOf(await list('Jim')), all.slice(0, 2));
    assert.deepEqual(idsOf(await list('Luc')), all.slice(0, 1));
  });

  it('a project is shown whole; another company’s is absent, one without membership forbidden', async () => {
    const token = await stage.tokenOf('Jim');
    const show = (name: string) =>
      stage.get(`/rest/v1.0/projects/${stage.project(name)}`, { token, company: ridgeline });
    const { status, body } = await show('Harbor Tower');
    assert.equal(status, 200);
    each(ProjectShow, [body]);
    assert.equal((body as ProjectShow).display_name, '2601 - Harbor Tower');
    assert.match((body as ProjectShow).created_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.equal((await show('North Bridge')).status, 403);
    assert.equal((await show('Lakeside Clinic')).status, 404);
  });

  it('views, filters and order of the list', async () => {
    const token = await stage.tokenOf('Ana');
    const list = async (query: string, version = 'v1.1') =>
      (await stage.get(`/rest/${version}/projects?company_id=${ridgeline}&${query}`, { token })).body;
    const [harbor, mill, north] = ['Harbor Tower', 'Mill Street School', 'North Bridge'].map(stage.project);
    assert.deepEqual(await list('view=ids'), [harbor, mill, north]);
    each(ProjectCompact, await list('view=compact'));
    each(ProjectCompact, await list('serializer_view=compact', 'v1.0'));
    each(Project, await list('view=nonsense'));
    assert.deepEqual(idsOf(await list('sort=-name')), [north, mill, harbor]);
    await stage.change((tx) =>
      tx
        .updateTable('projects')
        .set({ created_at: 5 })
        .where('id', 'in', [harbor ?? 0, north ?? 0])
        .execute(),
    );
    assert.deepEqual(idsOf(await list('sort=created_at,-name')), [north, harbor, mill]);
    assert.deepEqual(idsOf(await list('sort=-created_at,display_name', 'v1.0')), [mill, harbor, north]);
    assert.deepEqual(idsOf(await list(`filters[id][]=${north}&filters[id][]=${harbor}`)), [harbor, north]);
    assert.deepEqual(idsOf(await list(`filters[id]=${north},${harbor}`)), [harbor, north]);
    assert.deepEqual(idsOf(await list('filters[name]=Mill Street School')), [mill]);
    assert.deepEqual(idsOf(await list('filters[unheard_of]=1')), [harbor, mill, north]);
    await stage.change((tx) =>
      tx
        .updateTable('projects')
        .set({ archived_at: 1 })
        .where('id', '=', north ?? 0)
        .execute(),
    );
    assert.deepEqual(idsOf(await list('')), [harbor, mill]);
    assert.deepEqual(idsOf(await list('filters[by_status]=Inactive')), [north]);
    assert.deepEqual(idsOf(await list('filters[by_status]=All')), [harbor, mill, north]);
    await stage.change((tx) => tx.updateTable('projects').set({ archived_at: null }).execute());
    const all = [harbor, mill, north];
    assert.deepEqual(idsOf(await list('filters[project_number]=2601')), [harbor]);
    assert.deepEqual(idsOf(await list('filters[project_number][]=2601&filters[project_number][]=9')), [
      harbor,
    ]);
    // No project here is a demonstration, a template, or kept in step with accounts elsewhere.
    for (const flag of ['is_demo', 'template', 'synced']) {
      assert.deepEqual(idsOf(await list(`filters[${flag}]=True`)), [], flag);
      assert.deepEqual(idsOf(await list(`filters[${flag}]=False`)), all, flag);
    }
    await stage.change((tx) =>
      tx
        .updateTable('projects')
        .set({
          created_at: Date.parse('2025-03-01T08:00:00.4Z'),
          updated_at: Date.parse('2025-05-31T23:59:59.9Z'),
        })
        .where('id', '=', mill ?? 0)
        .execute(),
    );
    for (const [range, found] of [
      ['created_at]=2025-03-01', [mill]],
      ['created_at]="2025-02-01...2025-03-01"', [mill]],
      // As it is told, without what is less than a second.
      ['created_at]=2025-03-01T08:00:00Z...2025-03-01T08:00:00Z', [mill]],
      ['created_at]=2025-03-01T08:00:01Z...2025-03-02', []],
      ['updated_at]=\\"2025-05-31...2025-05-31\\"', [mill]],
      ['updated_at]=2025-06-01...2025-06-30', []],
      ['updated_at]=soon', []],
    ] as const) {
      assert.deepEqual(idsOf(await list(`filters[${range}`)), found, range);
      assert.deepEqual(idsOf(await list(`filters[${range}`, 'v1.0')), found, range);
    }
    const wrong = await stage.get(`/rest/v1.1/projects?company_id=${ridgeline}&filters[by_status]=Gone`, {
      token,
    });
    assert.equal(wrong.status, 400);
    assert.deepEqual(wrong.body, {
      errors: { 'filters[by_status]': ['must be one of All, Active, Inactive'] },
    });
  });

  it('pages by Link, Total and Per-Page; a page past the end is an empty array', async () => {
    const token = await stage.tokenOf('Ana');
    const query = `company_id=${ridgeline}&per_page=2`;
    const first = await stage.get(`/rest/v1.0/projects?${query}`, { token });
    assert.deepEqual([first.headers.get('total'), first.headers.get('per-page')], ['3', '2']);
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    assert.ok(next.startsWith(`${stage.platform.url}/rest/v1.0/projects?company_id=${ridgeline}`), next);
    const second = await stage.get(next.slice(stage.platform.url.length), { token });
    assert.deepEqual([...idsOf(first.body), ...idsOf(second.body)].length, 3);
    const past = await stage.get(`/rest/v1.0/projects?${query}&page=9`, { token });
    assert.deepEqual([past.status, past.body], [200, []]);
    const large = await stage.get(`/rest/v1.1/projects?company_id=${ridgeline}&per_page=10000`, { token });
    assert.equal(large.headers.get('per-page'), '300');
  });

  it('the older project list of a company has its own shape and ignores pages', async () => {
    const { body, headers } = await stage.get(`/rest/v1.0/companies/${ridgeline}/projects?page=2`, {
      token: await stage.tokenOf('Ana'),
    });
    each(CompanyProject, body);
    assert.equal((body as unknown[]).length, 3);
    assert.equal(headers.get('link'), null);
  });

  it('a disconnected app gets 403 at once there, nowhere else, and still learns who and where', async () => {
    const token = await stage.tokenOf('Jim');
    const projects = (companyId: number) =>
      stage.get(`/rest/v1.0/projects?company_id=${companyId}`, { token });
    assert.equal((await projects(ridgeline)).status, 200);
    await connect(ridgeline, 1);
    const refused = await projects(ridgeline);
    assert.equal(refused.status, 403);
    assert.deepEqual(refused.body, { errors: [NOT_CONNECTED] });
    assert.equal((await projects(cascade)).status, 200);
    assert.equal((await stage.get('/rest/v1.0/me', { token, company: ridgeline })).status, 200);
    const { body } = await stage.get('/rest/v1.0/companies', { token, company: ridgeline });
    assert.deepEqual(idsOf(body), [ridgeline, cascade]);
    await connect(ridgeline, null);
    assert.equal((await projects(ridgeline)).status, 200);
  });

  it('sandbox credentials do not reach a production company, nor the other way round', async () => {
    const safetySandbox = stage.platform.demo.apps.find(
      (app) => app.name === 'Safety App' && app.environment === 'sandbox',
    );
    const devon = await stage.tokenOf('Devon', safetySandbox?.clientId);
    assert.equal(
      (await stage.get(`/rest/v1.0/projects?company_id=${sandbox}`, { token: devon })).status,
      200,
    );
    const crossing = await stage.get(`/rest/v1.0/projects?company_id=${sandbox}`, {
      token: await stage.tokenOf('Devon'),
    });
    assert.deepEqual([crossing.status, crossing.body], [404, { errors: ['Item not found'] }]);
    const jim = await stage.tokenOf('Jim', safetySandbox?.clientId);
    assert.equal(
      (await stage.get(`/rest/v1.0/projects?company_id=${ridgeline}`, { token: jim })).status,
      404,
    );
    assert.deepEqual((await stage.get('/rest/v1.0/companies', { token: jim })).body, []);
  });

  it('header and call that name different companies are refused, though the caller is in both', async () => {
    const token = await stage.tokenOf('Jim');
    for (const path of [
      `/rest/v1.0/projects?company_id=${cascade}`,
      `/rest/v1.0/companies/${cascade}`,
      `/rest/v1.0/companies/${cascade}/projects`,
    ]) {
      assert.equal((await stage.get(path, { token, company: ridgeline })).status, 403, path);
    }
    const project = stage.project('Lakeside Clinic');
    assert.equal(
      (await stage.get(`/rest/v1.0/projects/${project}`, { token, company: ridgeline })).status,
      404,
    );
    assert.equal((await stage.get(`/rest/v1.0/projects/${project}`, { token })).status, 400);
  });

  it('leaving the company binds on the next call', async () => {
    const token = await stage.tokenOf('Luc');
    const path = `/rest/v1.0/projects?company_id=${ridgeline}`;
    assert.equal((await stage.get(path, { token })).status, 200);
    const lucia = await stage.person('Luc');
    const leave = (at: number | null) =>
      stage.change((tx) =>
        tx.updateTable('company_members').set({ removed_at: at }).where('person_id', '=', lucia).execute(),
      );
    await leave(1);
    assert.equal((await stage.get(path, { token })).status, 404);
    assert.deepEqual((await stage.get('/rest/v1.0/companies', { token })).body, []);
    await leave(null);
    assert.equal((await stage.get(path, { token })).status, 200);
  });

  it('a level that is raised or lowered binds on the next call', async () => {
    const token = await stage.tokenOf('Sam');
    const sam = await stage.person('Sam');
    const project = stage.project('Harbor Tower');
    const folders = async () =>
      (await stage.get(`/rest/v1.0/folders?project_id=${project}`, { token, company: ridgeline })).status;
    const give = (level: number) =>
      stage.change((tx) =>
        tx
          .insertInto('project_levels')
          .values({ company_id: ridgeline, project_id: project, person_id: sam, tool: 'documents', level })
          .onConflict((on) =>
            on.columns(['company_id', 'project_id', 'person_id', 'tool']).doUpdateSet({ level }),
          )
          .execute(),
      );
    assert.equal(await folders(), 403);
    await give(2);
    assert.equal(await folders(), 200);
    await give(1);
    assert.equal(await folders(), 403);
  });

  it('a developer-managed account lists its companies without a header and its permitted projects only', async () => {
    const harbor = stage.project('Harbor Tower');
    const mill = stage.project('Mill Street School');
    // The demo permits Harbor Tower; a directory that names the contact in another project permits nothing.
    const contact = await stage.change(async (tx) => {
      const { person_id } = await tx
        .selectFrom('service_accounts')
        .select('person_id')
        .where('client_id', '=', stage.reportApp)
        .where('company_id', '=', ridgeline)
        .executeTakeFirstOrThrow();
      const { house } = stage.platform;
      const origin = { requestId: 'test', address: '', actor: { kind: 'system' }, clientId: null } as const;
      await addProjectMember(house, tx, origin, ridgeline, { projectId: mill, personId: person_id });
      return person_id;
    });
    const token = stage.ownToken(stage.reportApp);
    assert.deepEqual(idsOf((await stage.get('/rest/v1.0/companies', { token })).body), [ridgeline]);
    assert.equal((await stage.get('/rest/v1.0/me', { token })).status, 400);
    const me = await stage.get('/rest/v1.0/me', { token, company: ridgeline });
    assert.deepEqual([me.status, (me.body as Me).id], [200, contact]);
    const list = await stage.get(`/rest/v1.0/projects?company_id=${ridgeline}`, { token });
    assert.deepEqual(idsOf(list.body), [harbor]);
    const show = async (id: number) =>
      (await stage.get(`/rest/v1.0/projects/${id}`, { token, company: ridgeline })).status;
    assert.equal(await show(harbor), 200);
    assert.equal(await show(mill), 403);
    for (const company of [cascade, 999_999]) {
      const strange = await stage.get('/rest/v1.0/projects', { token, company, headers: {} });
      assert.deepEqual([strange.status, strange.body], [403, { errors: [NOT_CONNECTED] }]);
    }
    await stage.change((tx) =>
      tx.deleteFrom('permitted_projects').where('project_id', '=', harbor).execute(),
    );
    assert.equal(await show(harbor), 403);
  });

  it('a traditional account begins with nothing, reaches its own company only, and dies for good', async () => {
    const account = stage.platform.demo.serviceAccounts[0];
    assert.ok(account !== undefined && account.companyId === ridgeline);
    const token = stage.ownToken(account.clientId);
    const status = async (path: string, company: number) =>
      (await stage.get(path, { token, company })).status;
    assert.deepEqual((await stage.get('/rest/v1.0/projects', { token, company: ridgeline })).body, []);
    assert.equal(await status(`/rest/v1.0/companies/${ridgeline}/folders`, ridgeline), 403);
    assert.equal(await status('/rest/v1.0/projects', cascade), 404);
    assert.equal(await status('/rest/v1.0/projects', 999_999), 404);
    await stage.change((tx) =>
      tx
        .updateTable('service_accounts')
        .set({ ceased_at: 1 })
        .where('client_id', '=', account.clientId)
        .execute(),
    );
    assert.equal(await status('/rest/v1.0/projects', ridgeline), 401);
    assert.equal((await stage.get('/rest/v1.0/companies', { token })).status, 401);
  });
});

describe('the strict company header', () => {
  it('refuses every call without it but me and companies', async () => {
    await using stage = await setRestStage({ companyHeader: 'strict' });
    const token = await stage.tokenOf('Ana');
    const company = stage.company('Ridgeline');
    const missing = await stage.get(`/rest/v1.0/projects?company_id=${company}`, { token });
    assert.equal(missing.status, 400);
    assert.match(
      (missing.body as { errors: string[] }).errors[0] ?? '',
      /^Missing Procore-Company-Id header!/,
    );
    assert.equal((await stage.get('/rest/v1.0/projects', { token, company })).status, 200);
    assert.equal((await stage.get('/rest/v1.0/me', { token })).status, 200);
    assert.equal((await stage.get('/rest/v1.0/companies', { token })).status, 200);
  });
});

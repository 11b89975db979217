import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type {
  PermissionGroup,
  PermissionLine,
  PermissionsManifest,
  PermissionTemplate,
  PermissionTemplateShow,
  PersonReference,
  ProjectTool,
} from '@gatehouse/wire';
import type { Visitor } from '../developer-portal/portal-stage.test-support.ts';
import { type CompanyStage, setCompanyStage } from '../installations/company-stage.test-support.ts';
import type { RunningPlatform } from '../start.ts';

let stage: CompanyStage;
let admin: Visitor;
let sam: Visitor;
let jim: Visitor;
let harbor: number;
let node: RunningPlatform;
before(async () => {
  stage = await setCompanyStage();
  ({ admin } = stage);
  sam = await stage.visitor('Sam Okafor');
  jim = await stage.visitor('Jim Carter');
  harbor = stage.projectId('Harbor Tower');
  node = await stage.platform.startNode();
});
after(() => stage[Symbol.asyncDispose]());

const rest = (path: string) => `/rest/v1.0${path}`;
const header = () => ({ 'procore-company-id': String(stage.companyId) });
const templatesPath = () => rest(`/companies/${stage.companyId}/permission_templates`);
const put = (personId: number, permissions: Record<string, unknown>) =>
  admin.call<PermissionLine>('PUT', `${stage.base}/permissions/${personId}`, { permissions });

async function make(name: string, rest_: Record<string, unknown>): Promise<PermissionTemplateShow> {
  const body = { permission_template: { name, ...rest_ } };
  const made = await admin.call<PermissionTemplateShow>('POST', templatesPath(), body);
  assert.equal(made.status, 200, JSON.stringify(made.body));
  return made.body;
}

/** What somebody gets for the folders of a project: of this node, and of the one beside it. */
async function folders(visitor: Visitor, project = harbor): Promise<number[]> {
  const path = rest(`/folders?project_id=${project}`);
  const here = await visitor.call('GET', path, undefined, header());
  const there = await fetch(new URL(path, node.house.issuer), {
    headers: { ...visitor.headers(), ...header() },
  });
  await there.arrayBuffer();
  return [here.status, there.status];
}

describe('permission templates', () => {
  it('are there by role from the beginning, and shown in the wire’s shape', async () => {
    const listed = await admin.call<PermissionTemplate[]>('GET', templatesPath());
    assert.ok(listed.body.some(({ name, type }) => name === 'Project admin' && type === 'global'));
    const company = await admin.call<PermissionTemplate[]>(
      'GET',
      `${templatesPath()}?filters[type]=company_tools`,
    );
    assert.ok(company.body.every(({ type }) => type === 'company_tools') && company.body.length > 0);
    const manager = listed.body.find(({ name }) => name === 'Document manager');
    const shown = await admin.call<PermissionTemplateShow>('GET', `${templatesPath()}/${manager?.id}`);
    assert.deepEqual(shown.body.user_access_levels, { admin: 1, directory: 2, documents: 3 });
    assert.equal(shown.body.permissions.documents?.destroy_files_and_folders, true);
    assert.equal(shown.body.permissions.documents?.access_private_files_and_folders, false);
  });

  it('bind their holders on the very next call, on every node, however they change', async () => {
    const template = await make('Crane crew', { user_access_levels: { documents: 2 } });
    assert.deepEqual(await folders(sam), [403, 403]);
    const path = rest(`/projects/${harbor}/permission_template_assignments`);
    const assigned = await admin.call(
      'PATCH',
      path,
      {
        permission_template_assignments: {
          user_id: sam.personId,
          permission_template_id: template.id,
        },
      },
      header(),
    );
    assert.deepEqual(assigned.body, {
      user_id: sam.personId,
      permission_template_id: template.id,
      project_id: harbor,
    });
    assert.deepEqual(await folders(sam), [200, 200]);
    const change = (documents: number) =>
      admin.call('PATCH', `/manage/v1/companies/${stage.companyId}/permission_templates/${template.id}`, {
        permission_template: { user_access_levels: { documents } },
      });
    for (const [level, status] of [
      [1, 403],
      [3, 200],
      [1, 403],
      [2, 200],
    ] as const) {
      assert.equal((await change(level)).status, 200);
      assert.deepEqual(await folders(sam), [status, status]);
    }
    const byHand = await put(sam.personId, { project_id: harbor, levels: { documents: 'None' } });
    assert.deepEqual(byHand.body.levels.documents, { level: 'None', source: 'own' });
    assert.deepEqual(await folders(sam), [403, 403]);
    const again = await put(sam.personId, { project_id: harbor, levels: { documents: null } });
    assert.deepEqual(again.body.levels.documents, { level: 'Read Only', source: 'template' });
    assert.deepEqual(await folders(sam), [200, 200]);
    const held = await admin.call(
      'DELETE',
      `/manage/v1/companies/${stage.companyId}/permission_templates/${template.id}`,
    );
    assert.equal(held.status, 409);
    await put(sam.personId, { project_id: harbor, template_id: null });
    assert.deepEqual(await folders(sam), [403, 403]);
  });

  it('are refused where they say what there is not, or do not fit', async () => {
    const post = (permission_template: Record<string, unknown>) =>
      admin.call('POST', templatesPath(), { permission_template });
    await make('Once', {});
    assert.equal((await post({ name: 'ONCE' })).status, 422);
    assert.equal((await post({ name: 'a', user_access_levels: { images: 3 } })).status, 422);
    assert.equal((await post({ name: 'b', permissions: { documents: { everything: true } } })).status, 422);
    const inCompany = { type: 'company_tools', permissions: { documents: { set_permissions: true } } };
    assert.equal((await post({ name: 'c', ...inCompany })).status, 422);
    const other = await make('Mill only', {
      project_id: stage.projectId('Mill Street School'),
      type: 'project_specific',
    });
    const wrong = await put(sam.personId, { project_id: harbor, template_id: other.id });
    assert.equal(wrong.status, 422);
    assert.equal((await jim.call('GET', templatesPath())).status, 403);
  });
});

describe('the permission matrix', () => {
  it('shows what everybody holds and why, and takes granular permissions', async () => {
    const set = await put(jim.personId, { project_id: harbor, granted: ['destroy_files_and_folders'] });
    assert.deepEqual(set.body.granted, ['destroy_files_and_folders']);
    const listed = await admin.call<PermissionLine[]>(
      'GET',
      `${stage.base}/permissions?project_id=${harbor}&filters[search]=CARTER`,
    );
    assert.deepEqual(
      listed.body.map(({ person, levels, granted }) => [person.name, levels.documents, granted]),
      [['Jim Carter', { level: 'Standard', source: 'own' }, ['destroy_files_and_folders']]],
    );
    const manifest = await jim.call<PermissionsManifest>(
      'GET',
      rest(`/settings/permissions?project_id=${harbor}`),
      undefined,
      header(),
    );
    const documents = manifest.body.tools.find(({ name }) => name === 'documents');
    assert.deepEqual(documents?.user_access_level, { id: 3, name: 'Standard' });
    assert.deepEqual(
      documents?.permitted_actions.map(({ action_name }) => action_name),
      ['destroy_files_and_folders'],
    );
    const company = await admin.call<PermissionLine[]>(
      'GET',
      `${stage.base}/permissions?filters[search]=ana`,
    );
    assert.deepEqual(company.body[0]?.levels.documents, { level: 'Admin', source: 'company_admin' });
  });

  it('finds people as the directory does: by words, or the beginning of one, in whatever order and spelling', async () => {
    const names = async (search: string, project = '') => {
      const query = `?filters[search]=${encodeURIComponent(search)}${project}`;
      const { status, body } = await admin.call<PermissionLine[]>('GET', `${stage.base}/permissions${query}`);
      assert.equal(status, 200);
      return body.map(({ person }) => person.name);
    };
    for (const search of ['jim carter', 'Cárter J', jim.email, jim.email.slice(0, 5)])
      assert.deepEqual(await names(search), ['Jim Carter'], search);
    assert.deepEqual(await names('carter', `&project_id=${harbor}`), ['Jim Carter']);
    for (const search of ['arter', '%', '_', 'im c', ''])
      assert.ok((await names(search)).length !== 1, search);
    const all = await names('');
    assert.ok(all.includes('Jim Carter') && all.includes('Ana Torres'));
    assert.deepEqual(
      all,
      all.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)),
    );
  });

  it('lets nobody unmake themselves, nor a Directory admin make company admins', async () => {
    const own = await put(admin.personId, { levels: { admin: 'None' } });
    assert.equal(own.status, 422);
    await put(jim.personId, { levels: { directory: 'Admin' } });
    const templates = await admin.call<PermissionTemplate[]>(
      'GET',
      `${templatesPath()}?filters[type]=company_tools`,
    );
    const makesAdmins = templates.body.find(({ name }) => name === 'Company admin')?.id;
    for (const permissions of [
      { levels: { admin: 'Admin' } },
      { levels: { admin: 'Read Only' } },
      { template_id: makesAdmins },
    ]) {
      const path = `${stage.base}/permissions/${jim.personId}`;
      assert.equal((await jim.call('PUT', path, { permissions })).status, 403);
    }
    const taken = { permissions: { template_id: null } };
    assert.equal((await jim.call('PUT', `${stage.base}/permissions/${admin.personId}`, taken)).status, 403);
    const edited = { permission_template: { user_access_levels: { admin: 4 } } };
    const employee = templates.body.find(({ name }) => name === 'Employee')?.id;
    const path = `/manage/v1/companies/${stage.companyId}/permission_templates/${employee}`;
    assert.equal((await jim.call('PATCH', path, edited)).status, 403);
    await put(jim.personId, { levels: { directory: null } });
  });
});

describe('groups', () => {
  it('open and close what they are named on, for each member, on the next call', async () => {
    await put(sam.personId, { project_id: harbor, levels: { documents: 'Read Only' } });
    const { database } = stage.platform.house;
    const group = await admin.call<PermissionGroup>('POST', `${stage.base}/groups`, {
      group: { name: 'Estimators' },
    });
    assert.equal(group.status, 201, JSON.stringify(group.body));
    const { id } = group.body;
    const contracts = await database.write(async (tx) => {
      const folder = await tx
        .selectFrom('documents')
        .select('id')
        .where('project_id', '=', harbor)
        .where('name', '=', 'Contracts')
        .executeTakeFirstOrThrow();
      await tx
        .insertInto('document_group_readers')
        .values({ company_id: stage.companyId, document_id: folder.id, group_id: id })
        .execute();
      return folder.id;
    });
    const sees = async () =>
      (await sam.call('GET', rest(`/folders/${contracts}?project_id=${harbor}`), undefined, header())).status;
    assert.equal(await sees(), 404);
    const members = (person_ids: readonly number[]) =>
      admin.call<PermissionGroup>('PUT', `${stage.base}/groups/${id}/members`, { person_ids });
    assert.equal((await members([sam.personId])).body.member_count, 1);
    assert.equal(await sees(), 200);
    assert.equal((await members([987_654])).status, 422);
    await members([]);
    assert.equal(await sees(), 404);
    await members([sam.personId]);
    assert.equal((await admin.call('DELETE', `${stage.base}/groups/${id}`)).status, 204);
    assert.equal(await sees(), 404);
  });
});

describe('the people in a group', () => {
  it('come page by page, and go in and out one by one', async () => {
    const groups = `${stage.base}/groups`;
    const made = await admin.call<PermissionGroup>('POST', groups, { group: { name: 'Surveyors' } });
    const { id } = made.body;
    const one = (method: 'PUT' | 'DELETE', person: number, who = admin) =>
      who.call<PermissionGroup>(method, `${groups}/${id}/members/${person}`);
    const changes = async () => {
      const rows = await stage.platform.house.database.read((tx) =>
        tx
          .selectFrom('audit_events')
          .select('details')
          .where('subject', '=', `permission_group:${id}`)
          .where('event', '=', 'permission_group.changed')
          .orderBy('id')
          .execute(),
      );
      return rows.map(({ details }) => JSON.parse(details));
    };
    assert.equal((await one('PUT', sam.personId, jim)).status, 404);
    assert.equal((await one('PUT', 987_654)).status, 404);
    assert.equal((await one('PUT', sam.personId)).body.member_count, 1);
    assert.equal((await one('PUT', jim.personId)).body.member_count, 2);
    // Who is in it already is no change.
    assert.equal((await one('PUT', jim.personId)).body.member_count, 2);
    assert.deepEqual(await changes(), [{ added: sam.personId }, { added: jim.personId }]);
    const page = (number: number) =>
      admin.call<PersonReference[]>('GET', `${groups}/${id}/members?per_page=1&page=${number}`);
    const [first, second, third] = [await page(1), await page(2), await page(3)];
    assert.deepEqual(
      [first, second, third].map(({ body }) => body.map(({ name }) => name)),
      [['Jim Carter'], ['Sam Okafor'], []],
    );
    assert.equal(first.headers.get('total'), '2');
    assert.match(first.headers.get('link') ?? '', /rel="next"/);
    const listed = await admin.call<PermissionGroup[]>('GET', groups);
    const shown = listed.body.find((group) => group.id === id);
    assert.equal(shown?.member_count, 2);
    assert.equal('members' in shown, false);
    assert.equal((await one('DELETE', jim.personId, jim)).status, 404);
    assert.equal((await one('DELETE', jim.personId)).status, 204);
    assert.equal((await one('DELETE', jim.personId)).status, 404);
    assert.deepEqual((await changes()).at(-1), { removed: jim.personId });
    assert.equal((await changes()).length, 3);
    assert.equal((await admin.call('DELETE', `${groups}/${id}`)).status, 204);
    assert.equal((await page(1)).status, 404);
    assert.equal((await one('PUT', jim.personId)).status, 404);
  });
});

describe('the tools of a project', () => {
  it('refuse everybody while they are switched off, on every node', async () => {
    const path = rest(`/projects/${harbor}/tools`);
    const listed = await admin.call<ProjectTool[]>('GET', path, undefined, header());
    const id = listed.body.find(({ engine_name }) => engine_name === 'documents')?.id;
    const turn = (tools: readonly Record<string, unknown>[], who = admin) =>
      who.call<ProjectTool[]>('PATCH', path, { tools }, header());
    assert.deepEqual(await folders(jim), [200, 200]);
    const off = await turn([{ id, is_active: false, position: 9 }]);
    assert.deepEqual(off.body.map(({ engine_name, is_active }) => [engine_name, is_active]).at(-1), [
      'documents',
      false,
    ]);
    assert.deepEqual(await folders(jim), [403, 403]);
    assert.deepEqual(await folders(admin), [403, 403]);
    assert.equal((await turn([{ id, is_active: true }], jim)).status, 403);
    await turn([{ id, is_active: true }]);
    assert.deepEqual(await folders(jim), [200, 200]);
    const required = listed.body.find((tool) => tool.required)?.id;
    assert.equal((await turn([{ id: required, is_active: false }])).status, 422);
  });
});

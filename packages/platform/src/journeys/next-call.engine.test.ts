import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ConnectedApp, PermissionGroup, PermissionTemplateShow } from '@gatehouse/wire';
import type { Visitor } from '../developer-portal/portal-stage.test-support.ts';
import { type At, levelsOfTool } from '../documents/testing/api.ts';
import {
  type CompanyStage,
  forPeople,
  setCompanyStage,
} from '../installations/company-stage.test-support.ts';
import type { RunningPlatform } from '../start.ts';

const readers = 3;
/** Calls of each reader that begin after the change was answered. */
const callsAfter = 3;

describe('what one node has answered to be changed binds the very next call on another', () => {
  let stage: CompanyStage;
  let jim: Visitor;
  let node: RunningPlatform;
  let project: number;
  const folders = {} as Record<At, number>;
  before(async () => {
    stage = await setCompanyStage();
    jim = await stage.visitor('Jim Carter');
    node = await stage.platform.startNode();
    const made = await admin<{ id: number }>('POST', '/rest/v1.0/projects', {
      company_id: stage.companyId,
      project: { name: 'Raced' },
    });
    project = made.id;
    await admin('POST', `/rest/v1.0/projects/${project}/users/${jim.personId}/actions/add`);
    for (const at of levelsOfTool) {
      await level('Standard', at);
      folders[at] = (await admin<{ id: number }>('POST', path(at), { folder: { name: 'Watched' } })).id;
    }
  });
  after(() => stage[Symbol.asyncDispose]());

  /** A change, sent to the first node; its answer is awaited. */
  async function admin<Body = unknown>(method: string, path: string, body?: unknown): Promise<Body> {
    const headers = { 'procore-company-id': String(stage.companyId) };
    const answer = await stage.admin.call<Body>(method, path, body, headers);
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  const hold = (permissions: Record<string, unknown>, at: At = 'project') =>
    admin('PUT', `${stage.base}/permissions/${jim.personId}`, {
      permissions: { ...(at === 'project' ? { project_id: project } : {}), ...permissions },
    });
  const level = (documents: string | null, at: At = 'project') => hold({ levels: { documents } }, at);

  /** The folders of a place, one of them, or what belongs to it. */
  const path = (at: At, rest = '') =>
    at === 'project'
      ? `/rest/v1.0/folders${rest}?project_id=${project}`
      : `/rest/v1.0/companies/${stage.companyId}/folders${rest}`;

  /** A call of Jim's on the second node. */
  async function there(method: string, path: string, body?: unknown): Promise<number> {
    const answer = await fetch(new URL(path, node.house.issuer), {
      method,
      headers: {
        ...jim.headers(),
        origin: node.house.issuer,
        'procore-company-id': String(stage.companyId),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    await answer.arrayBuffer();
    return answer.status;
  }

  const showOf = (at: At) => there('GET', path(at, `/${folders[at]}`));
  let made = 0;
  const writeIn = (at: At) => there('POST', path(at), { folder: { name: `Made ${made++}` } });
  const show = () => showOf('project');
  const write = () => writeIn('project');

  /** Calls go on all the while; of those that begin once the change is answered, none is answered as before. */
  async function binds(change: () => Promise<unknown>, call: () => Promise<number>, status: number) {
    let answered = false;
    const late: number[] = [];
    const reader = async () => {
      for (let after = 0; after < callsAfter; ) {
        const begunAfter = answered;
        const seen = await call();
        if (!begunAfter) continue;
        after += 1;
        late.push(seen);
      }
    };
    const reading = Array.from({ length: readers }, reader);
    await change();
    answered = true;
    await Promise.all(reading);
    assert.deepEqual([...new Set(late)], [status]);
  }

  for (const at of levelsOfTool) {
    const show = () => showOf(at);
    const write = () => writeIn(at);

    it(`a level, of a ${at}`, async () => {
      await binds(() => level('None', at), show, 404);
      await binds(() => level('Read Only', at), show, 200);
      await binds(() => level('Standard', at), write, 201);
      await binds(() => level('Read Only', at), write, 403);
    });

    it(`privacy, of an item of a ${at} and of a folder above it`, async () => {
      const mark = (on: boolean) =>
        admin('PATCH', path(at, `/${folders[at]}`), { folder: { explicit_permissions: on } });
      await binds(() => mark(true), show, 404);
      await binds(() => mark(false), show, 200);
      const body = { folder: { name: 'Inner', parent_id: folders[at] } };
      const inner = await admin<{ id: number }>('POST', path(at), body);
      const showInner = () => there('GET', path(at, `/${inner.id}`));
      await binds(() => mark(true), showInner, 404);
      const named = { access: { private: true, person_ids: [jim.personId] } };
      const access = path(at, `/${folders[at]}/access`);
      await binds(() => admin('PUT', access, named), showInner, 200);
      await binds(() => admin('PUT', access, { access: { private: true, person_ids: [] } }), showInner, 404);
      await binds(() => mark(false), showInner, 200);
    });

    it(`a group: who is in it, and what of a ${at} it is named on`, async () => {
      const groups = `/manage/v1/companies/${stage.companyId}/groups`;
      const group = await admin<PermissionGroup>('POST', groups, { group: { name: 'Raced crew' } });
      const access = path(at, `/${folders[at]}/access`);
      await binds(
        () => admin('PUT', access, { access: { private: true, group_ids: [group.id], person_ids: [] } }),
        show,
        404,
      );
      const members = (...person_ids: number[]) =>
        admin('PUT', `${groups}/${group.id}/members`, { person_ids });
      await binds(() => members(jim.personId), show, 200);
      await binds(() => members(), show, 404);
      await binds(() => members(jim.personId), show, 200);
      await binds(() => admin('DELETE', `${groups}/${group.id}`), show, 404);
      await binds(() => admin('PUT', access, { access: { private: false } }), show, 200);
    });

    it(`a template of a ${at}, for whoever holds it`, async () => {
      const templates = `/companies/${stage.companyId}/permission_templates`;
      const template = await admin<PermissionTemplateShow>('POST', `/rest/v1.0${templates}`, {
        permission_template: {
          name: `Raced in the ${at}`,
          type: at === 'project' ? 'global' : 'company_tools',
          user_access_levels: { documents: 2 },
        },
      });
      await hold({ template_id: template.id, levels: { documents: null } }, at);
      assert.equal(await show(), 200);
      const says = (documents: number) =>
        admin('PATCH', `/manage/v1${templates}/${template.id}`, {
          permission_template: { user_access_levels: { documents } },
        });
      await binds(() => says(1), show, 404);
      await binds(() => says(3), write, 201);
      await binds(() => hold({ template_id: null }, at), show, 404);
      await binds(() => level('Standard', at), write, 201);
    });
  }

  it('membership of the project', async () => {
    const team = `/rest/v1.0/projects/${project}/users/${jim.personId}/actions`;
    await binds(() => admin('DELETE', `${team}/remove`), show, 403);
    await admin('POST', `${team}/add`);
    await binds(() => level('Read Only'), show, 200);
    // The company's own documents are not the project's.
    assert.equal(await showOf('company'), 200);
  });

  it('a tool that is switched off', async () => {
    const tools = (is_active: boolean) =>
      admin('PATCH', `/rest/v1.0/projects/${project}/tools`, { tools: [{ id: 3, is_active }] });
    await binds(() => tools(false), show, 403);
    await binds(() => tools(true), show, 200);
  });

  it('a project that is archived', async () => {
    const active = (is: boolean) =>
      admin('PATCH', `/rest/v1.0/projects/${project}?company_id=${stage.companyId}`, {
        project: { active: is },
      });
    await level('Standard');
    await binds(() => active(false), write, 403);
    assert.equal(await show(), 200);
    await binds(() => active(true), write, 201);
  });

  it('an app: disconnected and back, left out of the company by its person, revoked', async () => {
    const app = await stage.publish('Raced app', forPeople);
    const { id } = await stage.install(app);
    const { accessToken } = await stage.allow(app, 'Jim Carter');
    const headers = {
      authorization: `Bearer ${accessToken}`,
      'procore-company-id': String(stage.companyId),
    };
    const byApp = async () => {
      const answer = await fetch(new URL(path('project', `/${folders.project}`), node.house.issuer), {
        headers,
      });
      await answer.arrayBuffer();
      return answer.status;
    };
    assert.equal(await byApp(), 200);
    const step = (name: string) => admin('POST', `${stage.base}/installations/${id}/${name}`, {});
    await binds(() => step('disconnect'), byApp, 403);
    await binds(() => step('reconnect'), byApp, 200);
    const listed = await jim.call<ConnectedApp[]>('GET', '/manage/v1/connected_apps');
    const own = listed.body.find((each) => each.app.name === 'Raced app') ?? assert.fail();
    const leaveOut = (method: string) =>
      jim.call(method, `/manage/v1/connected_apps/${own.id}/companies/${stage.companyId}`);
    await binds(() => leaveOut('DELETE'), byApp, 404);
    await binds(() => leaveOut('PUT'), byApp, 200);
    await binds(() => jim.call('DELETE', `/manage/v1/connected_apps/${own.id}`), byApp, 401);
  });

  it('membership of the company', async () => {
    const person = `/rest/v1.0/companies/${stage.companyId}/users/${jim.personId}`;
    for (const at of levelsOfTool) {
      await binds(
        () => admin('PATCH', person, { user: { is_active: false } }),
        () => showOf(at),
        404,
      );
      await binds(
        () => admin('PATCH', person, { user: { is_active: true } }),
        () => showOf(at),
        200,
      );
    }
  });
});

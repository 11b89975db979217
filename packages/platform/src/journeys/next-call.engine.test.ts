import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { PermissionGroup, PermissionTemplateShow } from '@gatehouse/wire';
import type { Visitor } from '../developer-portal/portal-stage.test-support.ts';
import { type CompanyStage, setCompanyStage } from '../installations/company-stage.test-support.ts';
import type { RunningPlatform } from '../start.ts';

const readers = 3;
/** Calls of each reader that begin after the change was answered. */
const callsAfter = 3;

describe('what one node has answered to be changed binds the very next call on another', () => {
  let stage: CompanyStage;
  let jim: Visitor;
  let node: RunningPlatform;
  let project: number;
  let folder: number;
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
    await level('Standard');
    folder = (
      await admin<{ id: number }>('POST', `/rest/v1.0/folders?project_id=${project}`, {
        folder: { name: 'Watched' },
      })
    ).id;
  });
  after(() => stage[Symbol.asyncDispose]());

  /** A change, sent to the first node; its answer is awaited. */
  async function admin<Body = unknown>(method: string, path: string, body?: unknown): Promise<Body> {
    const headers = { 'procore-company-id': String(stage.companyId) };
    const answer = await stage.admin.call<Body>(method, path, body, headers);
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  const hold = (permissions: Record<string, unknown>) =>
    admin('PUT', `${stage.base}/permissions/${jim.personId}`, {
      permissions: { project_id: project, ...permissions },
    });
  const level = (documents: string | null) => hold({ levels: { documents } });

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

  const show = () => there('GET', `/rest/v1.0/folders/${folder}?project_id=${project}`);
  let made = 0;
  const write = () =>
    there('POST', `/rest/v1.0/folders?project_id=${project}`, { folder: { name: `Made ${made++}` } });

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

  it('a level', async () => {
    await binds(() => level('None'), show, 404);
    await binds(() => level('Read Only'), show, 200);
    await binds(() => level('Standard'), write, 201);
    await binds(() => level('Read Only'), write, 403);
  });

  it('privacy, of the item and of a folder above it', async () => {
    const mark = (id: number, on: boolean) =>
      admin('PATCH', `/rest/v1.0/folders/${id}?project_id=${project}`, {
        folder: { explicit_permissions: on },
      });
    await binds(() => mark(folder, true), show, 404);
    await binds(() => mark(folder, false), show, 200);
    const body = { folder: { name: 'Inner', parent_id: folder } };
    const inner = await admin<{ id: number }>('POST', `/rest/v1.0/folders?project_id=${project}`, body);
    const showInner = () => there('GET', `/rest/v1.0/folders/${inner.id}?project_id=${project}`);
    await binds(() => mark(folder, true), showInner, 404);
    const named = { access: { private: true, person_ids: [jim.personId] } };
    const access = `/rest/v1.0/folders/${folder}/access?project_id=${project}`;
    await binds(() => admin('PUT', access, named), showInner, 200);
    await binds(() => admin('PUT', access, { access: { private: true, person_ids: [] } }), showInner, 404);
    await binds(() => mark(folder, false), showInner, 200);
  });

  it('a group: who is in it, and what it is named on', async () => {
    const groups = `/manage/v1/companies/${stage.companyId}/groups`;
    const group = await admin<PermissionGroup>('POST', groups, { group: { name: 'Raced crew' } });
    const access = `/rest/v1.0/folders/${folder}/access?project_id=${project}`;
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

  it('membership of the project', async () => {
    const team = `/rest/v1.0/projects/${project}/users/${jim.personId}/actions`;
    await binds(() => admin('DELETE', `${team}/remove`), show, 403);
    await admin('POST', `${team}/add`);
    await binds(() => level('Read Only'), show, 200);
  });

  it('a tool that is switched off', async () => {
    const tools = (is_active: boolean) =>
      admin('PATCH', `/rest/v1.0/projects/${project}/tools`, { tools: [{ id: 3, is_active }] });
    await binds(() => tools(false), show, 403);
    await binds(() => tools(true), show, 200);
  });

  it('a template, for whoever holds it', async () => {
    const templates = `/companies/${stage.companyId}/permission_templates`;
    const template = await admin<PermissionTemplateShow>('POST', `/rest/v1.0${templates}`, {
      permission_template: { name: 'Raced', user_access_levels: { documents: 2 } },
    });
    await hold({ template_id: template.id, levels: { documents: null } });
    const says = (documents: number) =>
      admin('PATCH', `/manage/v1${templates}/${template.id}`, {
        permission_template: { user_access_levels: { documents } },
      });
    await binds(() => says(1), show, 404);
    await binds(() => says(3), write, 201);
    await binds(() => hold({ template_id: null }), show, 404);
    await binds(() => level('Standard'), write, 201);
  });

  it('a project that is archived', async () => {
    const active = (is: boolean) =>
      admin('PATCH', `/rest/v1.0/projects/${project}?company_id=${stage.companyId}`, {
        project: { active: is },
      });
    await binds(() => active(false), write, 403);
    assert.equal(await show(), 200);
    await binds(() => active(true), write, 201);
  });
});

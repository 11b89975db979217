import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  Person,
  Project,
  ProjectAssignment,
  ProjectMembership,
  ProjectShow,
  ProjectUser,
  ProjectUserCompact,
} from '@gatehouse/wire';
import { Check } from 'typebox/value';
import type { Visitor } from '../developer-portal/portal-stage.test-support.ts';
import { type CompanyStage, setCompanyStage } from '../installations/company-stage.test-support.ts';
import { setProjectLevel } from './tool-levels.ts';

const system = { requestId: 'test', address: '', actor: { kind: 'system' }, clientId: null } as const;

interface Item {
  readonly id: number;
  readonly [field: string]: unknown;
}
interface Synced {
  readonly entities: Item[];
  readonly errors: (Item & { readonly errors: Record<string, string[]> })[];
}

describe('projects of a company, and who is in them', () => {
  let stage: CompanyStage;
  let admin: Visitor;
  let jim: Visitor;
  let company: string;
  before(async () => {
    stage = await setCompanyStage();
    admin = stage.admin;
    jim = await stage.visitor('Jim Carter');
    company = `company_id=${stage.companyId}`;
  });
  after(() => stage[Symbol.asyncDispose]());

  const make = async (project: Record<string, unknown>) => {
    const body = { company_id: stage.companyId, project };
    const made = await admin.call<Item>('POST', '/rest/v1.0/projects', body);
    assert.equal(made.status, 201, JSON.stringify(made.body));
    assert.ok(Check(ProjectShow, made.body), JSON.stringify(made.body));
    return made.body;
  };
  const change = (id: number, project: Record<string, unknown>, who = admin) =>
    who.call<Item>('PATCH', `/rest/v1.0/projects/${id}?${company}`, { project });

  it('a project keeps what it was made with, and a malformed date is no date', async () => {
    const made = await make({
      name: 'Quay',
      project_number: 'Q-1',
      city: 'Boise',
      country_code: 'US',
      latitude: 43.6,
      total_value: '1200.5',
      start_date: '2026-02-30',
      completion_date: '2027-01-31',
      time_zone: 'Pacific Time (US & Canada)',
      flag: 'Yellow',
      origin_id: 'erp-1',
    });
    assert.deepEqual(
      [made.display_name, made.city, made.latitude, made.total_value, made.start_date, made.completion_date],
      ['Q-1 - Quay', 'Boise', 43.6, '1200.50', null, '2027-01-31'],
    );
    assert.deepEqual([made.tz_name, made.flag], ['America/Los_Angeles', 'Yellow']);
    assert.equal((made.created_by as Item).id, admin.personId);
    const listed = await admin.call<Item[]>('GET', `/rest/v1.1/projects?${company}&filters[origin_id]=erp-1`);
    assert.ok(Check(Project, listed.body[0]), JSON.stringify(listed.body));
    const changed = await change(made.id, { city: null, name: 'Old Quay' });
    assert.deepEqual([changed.body.city, changed.body.name, changed.body.flag], [null, 'Old Quay', 'Yellow']);
    const minimal = await admin.call<Item>('GET', `/rest/v1.0/projects/${made.id}?${company}&view=minimal`);
    assert.deepEqual(Object.keys(minimal.body).sort(), ['display_name', 'id', 'name']);
    for (const [project, field] of [
      [{ name: 'Z', time_zone: 'Moon/Base' }, 'time_zone'],
      [{ name: 'Z', origin_id: 'erp-1' }, 'origin_id'],
      [{ name: 'Z', country_code: 'USA' }, 'country_code'],
    ] as const) {
      const refused = await admin.call('POST', '/rest/v1.0/projects', {
        company_id: stage.companyId,
        project,
      });
      assert.deepEqual([refused.status, Object.keys(refused.body.errors ?? {})], [422, [field]]);
    }
    const foreign = await admin.call('POST', '/rest/v1.0/projects', {
      company_id: stage.otherCompanyId,
      project: { name: 'Z' },
    });
    assert.ok([403, 404].includes(foreign.status));
    assert.equal(
      (await jim.call('POST', '/rest/v1.0/projects', { company_id: stage.companyId, project: { name: 'Z' } }))
        .status,
      403,
    );
  });

  it('an archived project is left out of lists, is read, and is not written to until it is back', async () => {
    const { id } = await make({ name: 'Finished' });
    assert.equal((await change(id, { active: false })).body.active, false);
    const ids = async (query: string) =>
      (await admin.call<Item[]>('GET', `/rest/v1.0/projects?${company}&${query}`)).body.map((it) => it.id);
    assert.equal((await ids('')).includes(id), false);
    assert.deepEqual(await ids('filters[by_status]=Inactive'), [id]);
    for (const unheld of ['vendor_id', 'by_region', 'by_stage', 'by_type', 'from_project_template_id'])
      assert.deepEqual(await ids(`filters[${unheld}][]=7`), [], unheld);
    const folders = `/rest/v1.0/folders?project_id=${id}`;
    const headers = { 'procore-company-id': String(stage.companyId) };
    assert.equal((await admin.call('GET', folders, undefined, headers)).status, 200);
    const refused = await admin.call('POST', folders, { folder: { name: 'Late' } }, headers);
    const archived = [403, { errors: ['This project is archived.'] }];
    assert.deepEqual([refused.status, refused.body], archived);
    const root = await admin.call<Item>('GET', folders, undefined, headers);
    assert.equal(root.body.can_create, false, 'nobody is offered what they would be refused');
    const permissions = { project_id: id, levels: { documents: 'Standard' } };
    const held = await admin.call('PUT', `${stage.base}/permissions/${jim.personId}`, { permissions });
    assert.deepEqual([held.status, held.body], archived, 'a project that only the body names');
    const users = [{ user_id: jim.personId, project_id: id }];
    const template = { name: 'For what is over', project_id: id };
    const named: [string, unknown][] = [
      ['users/bulk_add', { users }],
      ['users/bulk_remove', { users }],
      ['permission_templates', { permission_template: template }],
    ];
    for (const [path, body] of named) {
      const version = path.startsWith('users') ? 'v1.3' : 'v1.0';
      const sent = await admin.call('POST', `/rest/${version}/companies/${stage.companyId}/${path}`, body);
      assert.match(JSON.stringify(sent.body), /"project_id":\["is archived"\]/, path);
    }
    assert.equal((await change(id, { active: true })).status, 200);
    assert.equal((await admin.call('POST', folders, { folder: { name: 'Late' } }, headers)).status, 201);
  });

  it('sync makes, changes and refuses row by row, by id and by origin', async () => {
    const first = await make({ name: 'Synced', origin_id: 's-1' });
    const { status, body } = await admin.call<Synced>('PATCH', '/rest/v1.0/projects/sync', {
      company_id: stage.companyId,
      updates: [
        { name: 'New one' },
        { name: 'By origin', origin_id: 's-2' },
        { origin_id: 's-1', name: 'Changed' },
        { id: first.id, origin_id: 's-9' },
        { id: 999_999, name: 'Nobody' },
        { origin_id: 's-2', name: 7 },
        { origin_id: 's-3' },
      ],
    });
    assert.equal(status, 200);
    assert.deepEqual(
      body.entities.map(({ name, origin_id }) => [name, origin_id]),
      [
        ['New one', null],
        ['By origin', 's-2'],
        ['Changed', 's-1'],
        ['Changed', 's-9'],
      ],
    );
    assert.deepEqual(
      body.errors.map(({ errors }) => Object.keys(errors)[0]),
      ['id', 'name', 'name'],
    );
    assert.deepEqual(body.errors[0]?.errors.id, ['Entity with this ID not found']);
    assert.equal(body.errors[0]?.name, 'Nobody');
    const users = await admin.call<Synced>('PATCH', `/rest/v1.1/companies/${stage.companyId}/users/sync`, {
      updates: [
        { last_name: 'Sync', email_address: 'sync@ridgeline.example', origin_id: 'u-1' },
        { origin_id: 'u-1', job_title: 'Foreman' },
        { origin_id: 'u-2', last_name: 'Sync', email_address: 'sync@ridgeline.example' },
        { last_name: 'No address' },
      ],
    });
    assert.deepEqual(
      users.body.entities.map(({ job_title }) => job_title),
      [null, 'Foreman'],
    );
    assert.deepEqual(
      users.body.errors.map(({ errors }) => Object.keys(errors)),
      [['email_address'], ['email_address']],
    );
    const crowd = Array.from({ length: 120 }, (_, index) => ({
      last_name: `Crowd ${index}`,
      email_address: index === 77 ? 'no address' : `crowd-${index}@ridgeline.example`,
    }));
    const many = await admin.call<Synced>('PATCH', `/rest/v1.1/companies/${stage.companyId}/users/sync`, {
      updates: crowd,
    });
    assert.deepEqual(
      many.body.entities.map(({ last_name }) => last_name),
      crowd.filter((_, index) => index !== 77).map(({ last_name }) => last_name),
    );
    assert.equal(many.body.errors.length, 1);
    assert.equal(
      (
        await admin.call('PATCH', `/rest/v1.1/companies/${stage.companyId}/users/sync`, {
          updates: Array(1001).fill({}),
        })
      ).status,
      400,
    );
  });

  it('people join and leave a project at once, and leave what they could do there behind', async () => {
    const { id } = await make({ name: 'Team' });
    const path = `/rest/v1.0/projects/${id}`;
    const show = () => jim.call('GET', `${path}?${company}`);
    const call = <Body = Item>(method: string, rest: string, body?: unknown, who = admin) =>
      who.call<Body>(method, `${path}/${rest}?${company}`, body, {
        'procore-company-id': String(stage.companyId),
      });
    assert.equal((await show()).status, 403);
    const added = await call('POST', `users/${jim.personId}/actions/add`);
    assert.deepEqual([added.status, added.body.id], [201, jim.personId], JSON.stringify(added.body));
    assert.ok(Object.values(added.body).every((value) => value !== null));
    assert.equal((await show()).status, 200);
    const full = await call<Item[]>('GET', 'users');
    assert.ok(Check(ProjectUser, full.body[0]), JSON.stringify(full.body));
    const seen = await call<Item[]>('GET', 'users', undefined, jim);
    assert.ok(Check(ProjectUserCompact, seen.body[0]));
    assert.equal('email_address' in (seen.body[0] ?? {}), false);
    const memberships = await call<Item[]>('GET', 'project_memberships');
    assert.ok(Check(ProjectMembership, memberships.body[0]), JSON.stringify(memberships.body));
    assert.equal((await call<Item[]>('GET', 'people')).body[0]?.id, jim.personId);
    const assignments = await admin.call<Item[]>(
      'GET',
      `/rest/v1.3/companies/${stage.companyId}/users/${jim.personId}/project_assignments?filters[assignment_status]=assigned&filters[search]=team`,
    );
    assert.deepEqual(
      assignments.body.map((it) => [it.id, it.assigned]),
      [[id, true]],
    );
    assert.ok(Check(ProjectAssignment, assignments.body[0]), JSON.stringify(assignments.body));
    const older = await admin.call<Item[]>('GET', `/rest/v1.0/users?${company}&filters[id]=${jim.personId}`);
    assert.deepEqual(
      older.body.map((it) => it.id),
      [jim.personId],
    );
    assert.equal((await call('POST', 'users/999999/actions/add')).status, 404);
    assert.equal((await call('DELETE', `users/${jim.personId}/actions/remove`)).status, 204);
    assert.equal((await show()).status, 403);
    assert.equal((await call('DELETE', `users/${jim.personId}/actions/remove`)).status, 404);
    const again = await call('POST', 'project_memberships', {
      project_membership: { user_id: jim.personId },
    });
    assert.equal(again.status, 201, JSON.stringify(again.body));
    assert.equal((await call('DELETE', `project_memberships/${again.body.id}`)).status, 204);
    assert.equal((await call('POST', `users/${jim.personId}/actions/add`, undefined, jim)).status, 403);
  });

  it('whoever runs the people of one project takes new ones in, and reaches no further', async () => {
    const { id } = await make({ name: 'Crew' });
    const path = `/rest/v1.0/projects/${id}`;
    const headers = { 'procore-company-id': String(stage.companyId) };
    const call = (method: string, rest: string, body?: unknown, who = admin) =>
      who.call<Item>(method, `${path}/${rest}`, body, headers);
    const company = `/rest/v1.0/companies/${stage.companyId}`;
    assert.equal((await call('POST', `users/${jim.personId}/actions/add`)).status, 201);
    const crew = { first_name: 'Nia', last_name: 'Crew', email_address: 'nia@crew.example' };
    assert.equal((await call('POST', 'users', { user: crew }, jim)).status, 403);
    const { house } = stage.platform;
    const level = { projectId: id, personId: jim.personId, tool: 'directory', level: 'Admin' } as const;
    await house.database.write((tx) => setProjectLevel(house, tx, system, stage.companyId, level));

    const unfit = await call('POST', 'users', { user: { ...crew, permission_template_id: 999_999 } });
    assert.deepEqual([unfit.status, Object.keys(unfit.body.errors ?? {})], [422, ['permission_template_id']]);
    // Templates are given by Admins of the company's Directory: else one could make an accomplice Admin here.
    const given = await call('POST', 'users', { user: { ...crew, permission_template_id: null } }, jim);
    assert.equal(given.status, 403);
    const made = await call('POST', 'users', { user: crew }, jim);
    assert.deepEqual([made.status, made.body.email_address], [201, 'nia@crew.example']);
    assert.ok(Object.values(made.body).every((value) => value !== null));
    assert.equal((await admin.call('GET', `${company}/users/${made.body.id}`)).status, 200);
    assert.equal((await call('GET', `users/${made.body.id}`)).status, 200);
    assert.equal((await call('POST', 'users', { user: crew }, jim)).status, 409);

    const one = `users/${made.body.id}`;
    const changed = await call(
      'PATCH',
      one,
      { user: { job_title: 'Mason', permission_template_id: 1 } },
      jim,
    );
    assert.deepEqual([changed.status, changed.body.job_title], [200, 'Mason']);
    assert.equal(changed.body.permission_template, undefined);
    for (const user of [{ email_address: 'mine@evil.example' }, { is_active: false }])
      assert.equal((await call('PATCH', one, { user }, jim)).status, 403);
    assert.equal(
      (await call('PATCH', `users/${admin.personId}`, { user: { city: 'Ely' } }, jim)).status,
      404,
    );

    assert.equal((await call('PATCH', one, { user: { is_active: false } })).status, 200);
    assert.equal((await call('PATCH', `users/inactive/${made.body.id}`, undefined, jim)).status, 403);
    const back = await call('PATCH', `users/inactive/${made.body.id}`);
    assert.deepEqual([back.status, back.body.is_active], [200, true]);
    assert.equal((await call('PATCH', `users/inactive/${made.body.id}`)).status, 404);

    const contact = await call('POST', 'people', { person: { last_name: 'Visitor' } }, jim);
    assert.equal(contact.status, 201, JSON.stringify(contact.body));
    assert.ok(Check(Person, contact.body), JSON.stringify(contact.body));
    assert.equal(contact.body.user_id, null);
    assert.equal((await call('GET', `users/${contact.body.id}`)).status, 404);
    const off = await call('POST', 'people', { person: { last_name: 'Nobody', active: false } }, jim);
    assert.deepEqual([off.status, Object.keys(off.body.errors ?? {})], [422, ['active']]);
  });

  it('who runs the Directory of one project gives no template, and finds nobody by an address', async () => {
    const { id } = await make({ name: 'Keeper' });
    const path = `/rest/v1.0/projects/${id}`;
    const headers = { 'procore-company-id': String(stage.companyId) };
    const sam = await stage.visitor('Sam Okafor');
    const hold = async (personId: number, directory: string) => {
      const permissions = { project_id: id, levels: { directory } };
      const put = await admin.call('PUT', `${stage.base}/permissions/${personId}`, { permissions });
      assert.equal(put.status, 200, JSON.stringify(put.body));
    };
    const templates = `/rest/v1.0/companies/${stage.companyId}/permission_templates`;
    const runs = (await admin.call<Item[]>('GET', templates)).body.find(
      ({ name }) => name === 'Project admin',
    );
    const add = (who: Visitor, whom: Visitor, template?: number | null) =>
      who.call<Item>(
        'POST',
        `${path}/users/${whom.personId}/actions/add`,
        template === undefined ? undefined : { user: { permission_template_id: template } },
        headers,
      );
    const templateOf = async (whom: Visitor) => {
      const { body } = await admin.call<Item[]>('GET', `${path}/project_memberships`, undefined, headers);
      return body.find((each) => each.id === whom.personId)?.permission_template_id;
    };
    assert.equal((await add(admin, jim)).status, 201);
    await hold(jim.personId, 'Admin');
    assert.equal((await add(jim, jim, runs?.id)).status, 403);
    assert.equal((await add(jim, sam, runs?.id)).status, 403);
    const project_membership = { user_id: sam.personId, permission_template_id: runs?.id };
    const joined = await jim.call('POST', `${path}/project_memberships`, { project_membership }, headers);
    assert.equal(joined.status, 403);
    assert.equal((await add(jim, sam)).status, 201);
    assert.equal((await add(admin, sam, runs?.id)).status, 201);
    assert.equal((await add(jim, sam)).status, 201, 'who is in it already stays what they are');
    assert.equal(await templateOf(sam), runs?.id);
    assert.equal((await add(jim, sam, null)).status, 403);

    await hold(jim.personId, 'None');
    const found = async (who: Visitor, query: string) =>
      (await who.call<Item[]>('GET', `${path}/users?${query}`, undefined, headers)).body.map((it) => it.id);
    assert.deepEqual(await found(jim, `filters[search]=${encodeURIComponent(sam.email)}`), []);
    assert.deepEqual(await found(admin, `filters[search]=${encodeURIComponent(sam.email)}`), [sam.personId]);
    assert.deepEqual(await found(jim, 'filters[search]=okafor'), [sam.personId]);
    assert.deepEqual(await found(jim, 'filters[permission_template]=999999'), await found(jim, ''));
  });

  it('bulk answers for each: 200 where all were done, 207 where some were not', async () => {
    const { id } = await make({ name: 'Bulk' });
    const path = `/rest/v1.3/companies/${stage.companyId}/users`;
    const rows = [{ user_id: jim.personId, project_id: id }];
    assert.equal((await admin.call('POST', `${path}/bulk_add`, { users: rows })).status, 200);
    const mixed = await admin.call<{ success: unknown[]; failed: Item[] }>('POST', `${path}/bulk_add`, {
      users: [...rows, { user_id: 999_999, project_id: id }, { user_id: jim.personId, project_id: 999_999 }],
    });
    assert.equal(mixed.status, 207);
    assert.deepEqual(mixed.body.success, rows);
    assert.deepEqual(
      mixed.body.failed.map(({ errors }) => Object.keys(errors as object)),
      [['user_id'], ['project_id']],
    );
    assert.equal((await admin.call('POST', `${path}/bulk_remove`, { users: rows })).status, 200);
    assert.equal((await admin.call('POST', `${path}/bulk_remove`, { users: rows })).status, 207);
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { CompanyUser } from '@gatehouse/wire';
import { type CompanyStage, setCompanyStage } from '../installations/company-stage.test-support.ts';

describe('lists of users', () => {
  let stage: CompanyStage;
  let base: string;
  before(async () => {
    stage = await setCompanyStage();
    base = `/rest/v1.0/companies/${stage.companyId}`;
  });
  after(() => stage[Symbol.asyncDispose]());

  const make = async (user: Record<string, unknown>) => {
    const made = await stage.admin.call<CompanyUser>('POST', `${base}/users`, { user });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    return made.body;
  };
  const list = (query: string) =>
    stage.admin.call<CompanyUser[]>('GET', `/rest/v1.3/companies/${stage.companyId}/users?${query}`);
  const ids = async (query: string) => (await list(query)).body.map(({ id }) => id);

  it('go by name, title and template in both directions, alike on every engine', async () => {
    const template = async (name: string) => {
      const path = `${base}/permission_templates`;
      const { status, body } = await stage.admin.call<{ id: number }>('POST', path, {
        permission_template: { name },
      });
      assert.equal(status, 200, JSON.stringify(body));
      return body.id;
    };
    const one = await make({ first_name: 'Zoë', last_name: 'Abel', email_address: 'z@list.example' });
    const two = await make({ first_name: 'Adam', last_name: 'Zorn', email_address: 'a@list.example' });
    const plain = await make({ first_name: 'Bo', last_name: 'Middle', email_address: 'm@list.example' });
    for (const [{ id }, job_title, name] of [
      [one, 'architect', 'Zulu'],
      [two, 'Foreman', 'Alpha'],
    ] as const) {
      const user = { job_title, default_permission_template_id: await template(name) };
      const changed = await stage.admin.call('PATCH', `${base}/users/${id}`, { user });
      assert.equal(changed.status, 200, JSON.stringify(changed.body));
    }
    for (const [sort, order] of [
      ['full_name', [two.id, plain.id, one.id]],
      // Nobody is of a vendor, so the name decides.
      ['vendor_name', [two.id, plain.id, one.id]],
      // Without one before all that have one.
      ['job_title', [plain.id, one.id, two.id]],
      ['permission_template', [plain.id, two.id, one.id]],
    ] as const) {
      assert.deepEqual(await ids(`filters[search]=list.example&sort=${sort}`), order, sort);
      assert.deepEqual(
        await ids(`filters[search]=list.example&sort=-${sort}`),
        order.toReversed(),
        `-${sort}`,
      );
    }
  });

  it('go by one after the other, and are narrowed to employees, to who can sign in, and to contacts or users', async () => {
    const email = (name: string) => `${name}@twofold.example`;
    const [a, b, c] = [
      await make({
        last_name: 'Twofold A',
        email_address: email('a'),
        job_title: 'Mason',
        is_employee: true,
      }),
      await make({ last_name: 'Twofold B', email_address: email('b'), job_title: 'Mason' }),
      await make({ last_name: 'Twofold C', email_address: email('c'), job_title: 'Glazier' }),
    ];
    const contact = await stage.admin.call<{ id: number }>('POST', `${base}/people`, {
      person: { last_name: 'Twofold D' },
    });
    assert.equal(contact.status, 201);
    for (const [sort, order] of [
      ['job_title,-name', [c.id, b.id, a.id]],
      ['-job_title,name', [a.id, b.id, c.id]],
      ['bogus,-email', [c.id, b.id, a.id]],
    ] as const)
      assert.deepEqual(await ids(`filters[search]=twofold&sort=${sort}`), order, sort);
    const people = async (query: string) => {
      const path = `${base}/people?filters[search]=twofold&sort=name&${query}`;
      const { status, body, headers } = await stage.admin.call<{ id: number }[]>('GET', path);
      assert.deepEqual([status, headers.get('total')], [200, String(body.length)]);
      return body.map(({ id }) => id);
    };
    assert.deepEqual(await people('filters[is_employee]=True'), [a.id]);
    assert.deepEqual(await people('filters[is_employee]=false'), [b.id, c.id, contact.body.id]);
    assert.deepEqual(await people('filters[without_reference_users]=True'), [a.id, b.id, c.id]);
    assert.deepEqual(await people('filters[reference_users_only]=true'), [contact.body.id]);
    assert.deepEqual(await people('filters[connected]=True'), [], 'nobody of them has joined');
    const connected = await stage.admin.call<{ user_id: number }[]>(
      'GET',
      `${base}/people?filters[connected]=True&filters[search]=carter`,
    );
    assert.equal(connected.body.length, 1);
    const [harbor] = [stage.projectId('Harbor Tower')];
    const joined = await stage.admin.call(
      'POST',
      `/rest/v1.0/projects/${harbor}/users/${a.id}/actions/add`,
      undefined,
      { 'procore-company-id': String(stage.companyId) },
    );
    assert.equal(joined.status, 201);
    const assignments = async (query: string) => {
      const path = `${base}/users/${a.id}/project_assignments?${query}`;
      return (await stage.admin.call<{ id: number; name: string; assigned: boolean }[]>('GET', path)).body;
    };
    const every = await assignments('filters[assignment_status]=all');
    const apart = await assignments('filters[assignment_status]=unassigned');
    assert.deepEqual(
      every.filter(({ assigned }) => assigned).map(({ id }) => id),
      [harbor],
    );
    assert.deepEqual(
      apart.map(({ id }) => id),
      every.filter(({ id }) => id !== harbor).map(({ id }) => id),
    );
    const down = await assignments('sort=name&direction=desc');
    assert.deepEqual(
      down.map(({ name }) => name),
      every.map(({ name }) => name).toReversed(),
    );
  });

  it('find whom a range of times holds by the time that is told of them', async () => {
    const plain = await make({ last_name: 'Told', email_address: 'told@list.example' });
    const [shown] = (await list(`filters[id]=${plain.id}`)).body;
    const told = shown?.updated_at;
    assert.deepEqual(await ids(`filters[id]=${plain.id}&filters[updated_at]=${told}...${told}`), [plain.id]);
    assert.deepEqual(await ids(`filters[id]=${plain.id}&filters[updated_at]=2001-01-01...2001-02-01`), []);
  });
});

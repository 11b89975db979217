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

  it('find whom a range of times holds by the time that is told of them', async () => {
    const plain = await make({ last_name: 'Told', email_address: 'told@list.example' });
    const [shown] = (await list(`filters[id]=${plain.id}`)).body;
    const told = shown?.updated_at;
    assert.deepEqual(await ids(`filters[id]=${plain.id}&filters[updated_at]=${told}...${told}`), [plain.id]);
    assert.deepEqual(await ids(`filters[id]=${plain.id}&filters[updated_at]=2001-01-01...2001-02-01`), []);
  });
});

import assert from 'node:assert/strict';
import { StatementSync } from 'node:sqlite';
import { after, before, describe, it, type TestContext } from 'node:test';
import { sql } from '@gatehouse/database';
import { testEngine } from '@gatehouse/database/testing';
import type { Installation, PermissionGroup } from '@gatehouse/wire';
import { type CompanyStage, setCompanyStage } from '../installations/company-stage.test-support.ts';

const many = 10_000;

describe('ten thousand at once', () => {
  let stage: CompanyStage;
  before(async () => {
    stage = await setCompanyStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  const written = (statement: ReturnType<typeof sql>) =>
    stage.platform.house.database.write((tx) => statement.execute(tx), 60_000);
  const counted = sql`with recursive counted (n) as (
    select 1 union all select n + 1 from counted where n < ${many})`;
  const count = async (statement: ReturnType<typeof sql<{ count: number }>>) => {
    const { rows } = await stage.platform.house.database.read((tx) => statement.execute(tx));
    return Number(rows[0]?.count);
  };

  /** Does something, and says of the statements it took how many they are, their most values, and rows they changed. */
  async function costOf(t: TestContext, act: () => Promise<unknown>) {
    // What PostgreSQL is sent is the same, built by the same code.
    if (testEngine !== 'sqlite') return void (await act());
    const spies = (['all', 'run'] as const).map((name) => t.mock.method(StatementSync.prototype, name));
    await act();
    const calls = spies.flatMap(({ mock }) => mock.calls);
    t.mock.restoreAll();
    const changed = calls.map(({ result }) => (Array.isArray(result) ? 0 : Number(Object(result).changes)));
    return {
      statements: calls.length,
      values: Math.max(...calls.map((call) => call.arguments.length)),
      rows: changed.reduce((sum, each) => sum + each, 0),
    };
  }

  it('are put into a group and taken out of it', async (t) => {
    const { companyId } = stage;
    await written(sql`insert into people (kind, name, last_name, email, created_at)
      ${counted} select 'user', 'Crew ' || n, 'Crew ' || n, 'crew.' || n || '@many.example', 1 from counted`);
    await written(sql`insert into company_members (company_id, person_id, name_key, created_at)
      select ${companyId}, id, lower(name), 1 from people where email like '%@many.example'`);
    const ids = await stage.platform.house.database.read((tx) =>
      tx.selectFrom('people').select('id').where('email', 'like', '%@many.example').execute(),
    );
    const everybody = ids.map(({ id }) => id);
    const groups = `/manage/v1/companies/${companyId}/groups`;
    const group = await stage.admin.call<PermissionGroup>('POST', groups, { group: { name: 'Everybody' } });
    const put = async (person_ids: number[]) => {
      const path = `${groups}/${group.body.id}/members`;
      const { status, body } = await stage.admin.call<PermissionGroup>('PUT', path, { person_ids });
      assert.equal(status, 200, JSON.stringify(body).slice(0, 300));
      assert.equal(body.member_count, person_ids.length);
    };
    const all = await costOf(t, () => put(everybody));
    if (all) assert.ok(all.statements < 80 && all.values <= 3_000, JSON.stringify(all));
    const fewer = await costOf(t, () => put(everybody.slice(1)));
    if (fewer) assert.ok(fewer.rows < 20 && fewer.values <= 3_000, JSON.stringify(fewer));
    const none = await costOf(t, () => put([]));
    if (none) assert.ok(none.statements < 80 && none.values <= 3_000, JSON.stringify(none));
    const strange = await stage.admin.call('PUT', `${groups}/${group.body.id}/members`, {
      person_ids: [...everybody.slice(1), 99_999_999],
    });
    assert.equal(strange.status, 422);
  });

  it('are permitted to the account of an app as projects, and one less', async (t) => {
    const { companyId } = stage;
    await written(sql`insert into projects (company_id, name, created_at, updated_at)
      ${counted} select ${companyId}, 'Site ' || n, 1, 1 from counted`);
    const rows = await stage.platform.house.database.read((tx) =>
      tx.selectFrom('projects').select('id').where('name', 'like', 'Site %').execute(),
    );
    const ids = rows.map(({ id }) => id);
    const app = await stage.publish('Everywhere');
    const installation = await stage.install(app);
    const put = async (project_ids: number[]) => {
      const path = `${stage.base}/installations/${installation.id}/permitted_projects`;
      const { status, body } = await stage.admin.call<Installation>('PUT', path, { project_ids });
      assert.equal(status, 200, JSON.stringify(body).slice(0, 300));
      assert.equal(body.permitted_projects.length, project_ids.length);
    };
    const all = await costOf(t, () => put(ids));
    if (all) assert.ok(all.statements < 80 && all.values <= 3_000, JSON.stringify(all));
    const fewer = await costOf(t, () => put(ids.slice(1)));
    if (fewer) assert.ok(fewer.rows < 20 && fewer.values <= 3_000, JSON.stringify(fewer));
    const unchanged = await costOf(t, () => put(ids.slice(1)));
    if (unchanged) assert.ok(unchanged.rows < 20, JSON.stringify(unchanged));
    const members = await count(sql`select count(*) as count from project_members holder
      join projects on projects.id = holder.project_id where projects.name like 'Site %'`);
    assert.equal(members, many - 1);
  });
});

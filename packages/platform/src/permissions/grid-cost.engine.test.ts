import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from '@gatehouse/database';
import { planner, recordStatements, testEngine } from '@gatehouse/database/testing';
import { type CompanyStage, setCompanyStage } from '../installations/company-stage.test-support.ts';

const many = 3_000;

describe('the permission grid of a company of many', () => {
  let stage: CompanyStage;
  let early: number;
  before(async () => {
    stage = await setCompanyStage();
    early = (await grid()).total;
    const { companyId, platform } = stage;
    await platform.house.database.write(async (tx) => {
      await sql`insert into people (kind, name, last_name, email, created_at)
        with recursive counted (n) as (select 1 union all select n + 1 from counted where n < ${many})
        select 'user', 'Crew ' || n, 'Crew ' || n, 'crew.' || n || '@many.example', 1 from counted`.execute(
        tx,
      );
      await sql`insert into company_members (company_id, person_id, name_key, created_at)
        select ${companyId}, id, lower(name), 1 from people where email like '%@many.example'`.execute(tx);
      if (testEngine === 'postgres') await sql`analyze`.execute(tx);
    }, 60_000);
  });
  after(() => stage[Symbol.asyncDispose]());

  async function grid() {
    const path = `${stage.base}/permissions?per_page=20`;
    const { status, headers, body } = await stage.admin.call<unknown[]>('GET', path);
    assert.equal(status, 200, JSON.stringify(body));
    return { total: Number(headers.get('total')), lines: body.length };
  }

  it('says how many there are, also after somebody has gone and come back', async () => {
    const { companyId, platform } = stage;
    assert.deepEqual(await grid(), { total: early + many, lines: 20 });
    const set = (removed_at: number | null) =>
      platform.house.database.write((tx) =>
        tx
          .updateTable('company_members')
          .set({ removed_at })
          .where('company_id', '=', companyId)
          .where('name_key', 'in', ['crew 7', 'crew 8'])
          .execute(),
      );
    await set(1);
    await set(2);
    assert.equal((await grid()).total, early + many - 2);
    await set(null);
    assert.equal((await grid()).total, early + many);
    await platform.house.database.write(async (tx) => {
      const gone = tx.selectFrom('people').select('id').where('name', 'in', ['Crew 7', 'Crew 8']);
      await tx.deleteFrom('company_members').where('person_id', 'in', gone).execute();
    });
    assert.equal((await grid()).total, early + many - 2);
  });

  it('looks at the people of the page, and not at all of them', async () => {
    const statements = await recordStatements(testEngine, grid);
    const plans = await planner(testEngine, stage.platform.house.settings.databaseUrl ?? assert.fail());
    try {
      const steps = [];
      for (const statement of statements)
        if (/company_members/.test(statement.text)) steps.push(...(await plans.planFreely(statement)));
      assert.ok(steps.length > 0);
      const looked = steps.reduce((sum, { rows }) => sum + (rows ?? 0), 0);
      assert.ok(looked < many / 5, `${looked} rows: ${steps.map(({ text }) => text).join('; ')}`);
      // SQLite tells no rows: here it is that nothing goes through them but a page of them, in the order of an index.
      const counts = statements.filter(({ text }) => /count\(/.test(text) && /company_members/.test(text));
      assert.deepEqual(counts, []);
    } finally {
      await plans.close();
    }
  });
});

import { type Migration, type MigrationContext, sql } from '@gatehouse/database';

/**
 * How many people are in a company is kept, and not counted by each page of them. The engine keeps it, with every write
 * of anybody: so it is right from the moment the triggers are there, also of what an older node writes.
 */
export const countedMembers: Migration = {
  name: '0210-counted-members',
  async up(context) {
    const { createTable, column, schema, execute } = context;
    await createTable('member_counts')
      .addColumn('company_id', ...column.integer((it) => it.references('companies.id').primaryKey()))
      .addColumn('present', ...column.integer())
      .execute();
    await keep(context);
    await execute(sql`insert into member_counts (company_id, present)
      select company_id, count(*) from company_members where removed_at is null group by company_id`);
    // Nothing else asked for it.
    await schema.dropIndex('company_members_present').execute();
  },
};

async function keep({ engine, execute }: MigrationContext): Promise<void> {
  const count = (row: 'old' | 'new', change: '+' | '-') => {
    const of = (name: string) => sql.ref(`${row}.${name}`);
    return sql`insert into member_counts (company_id, present)
      select ${of('company_id')}, ${sql.raw(change)}1 where ${of('removed_at')} is null
      on conflict (company_id) do update set present = member_counts.present + excluded.present`;
  };
  for (const [name, when, steps] of [
    ['added', sql`insert`, [count('new', '+')]],
    ['changed', sql`update of removed_at`, [count('old', '-'), count('new', '+')]],
    ['removed', sql`delete`, [count('old', '-')]],
  ] as const) {
    const trigger = sql.ref(`company_members_${name}`);
    const body = sql`begin ${sql.join(steps, sql`; `)};`;
    if (engine === 'sqlite') {
      await execute(sql`create trigger ${trigger} after ${when} on company_members ${body} end`);
      continue;
    }
    await execute(
      sql`create function ${trigger}() returns trigger language plpgsql as $$ ${body} return null; end $$`,
    );
    await execute(
      sql`create trigger ${trigger} after ${when} on company_members for each row execute function ${trigger}()`,
    );
  }
}

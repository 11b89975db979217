import { sql } from '@gatehouse/database';
import type { House } from '../house.ts';

/** Milliseconds, beside other tests. */
const patient = 300_000;
/** What separates the ids of one world from those of the next. */
const apart = 10_000_000;

/**
 * On PostgreSQL, copies of all rows of all tables as worlds around the first: every key of theirs is another, so they
 * are of other companies, people and apps. Then it measures what it plans by. Says which tables have many rows now;
 * the others are empty.
 */
export async function crowd({ database }: Pick<House, 'database'>, many: number): Promise<Set<string>> {
  return await database.write(async (tx) => {
    // Keys are changed alike everywhere, so what refers to something in one world refers to its like in the other.
    await sql`set local session_replication_role = replica`.execute(tx);
    const { rows: columns } = await sql<{ table: string; name: string; type: string; key: boolean }>`
      select c.relname as "table", a.attname as name, format_type(a.atttypid, null) as type,
        a.attname like '%\\_id' or exists (
          select from pg_index i where i.indrelid = c.oid and i.indisunique and a.attnum = any(i.indkey)) as key
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and c.relname not like '%migration%'
      order by c.relname, a.attnum`.execute(tx);
    const crowded = new Set<string>();
    for (const [table, its] of Map.groupBy(columns, (column) => column.table)) {
      const { rows } = await sql<{
        count: number;
      }>`select count(*) as count from ${sql.table(table)}`.execute(tx);
      const there = Number(rows[0]?.count);
      if (there === 0) continue;
      const worlds = Math.ceil(many / there);
      const values = its.map(({ name, type, key }) => {
        if (!key) return sql.ref(name);
        return type === 'text'
          ? sql`${sql.ref(name)} || '~' || world`
          : // Half of them below the first, which no walk in the order of keys comes to at once.
            sql`${sql.ref(name)} + world * (world % 2 * 2 - 1) * ${sql.lit(apart)}`;
      });
      const names = its.map(({ name }) => sql.ref(name));
      await sql`insert into ${sql.table(table)} (${sql.join(names)}) overriding system value
        select ${sql.join(values)} from ${sql.table(table)}, generate_series(1::bigint, ${sql.lit(worlds)}) as world`.execute(
        tx,
      );
      await sql`analyze ${sql.table(table)}`.execute(tx);
      crowded.add(table);
    }
    return crowded;
  }, patient);
}

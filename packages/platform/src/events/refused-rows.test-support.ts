import { sql } from '@gatehouse/database';
import { testEngine } from '@gatehouse/database/testing';
import type { House } from '../house.ts';

/**
 * The database refuses new rows of a table of which this holds (`new` is the row), as it would for damage of its own: one
 * piece of work fails, and those beside it do not. `false` ends it.
 */
export async function refuseRows(
  { database }: Pick<House, 'database'>,
  table: string,
  holds: ReturnType<typeof sql> | false,
): Promise<void> {
  const which = holds === false ? sql`1 = 0` : holds;
  await database.write(async (tx) => {
    if (testEngine === 'sqlite') {
      await sql`drop trigger if exists refused`.execute(tx);
      await sql`create trigger refused before insert on ${sql.table(table)} when ${which}
        begin select raise(abort, 'refused'); end`.execute(tx);
    } else {
      await sql`create or replace function refused() returns trigger language plpgsql as $$
        begin if ${which} then raise exception 'refused'; end if; return new; end $$`.execute(tx);
      await sql`create or replace trigger refused before insert on ${sql.table(table)}
        for each row execute function refused()`.execute(tx);
    }
  });
}

import { sql } from '@gatehouse/database';
import type { House } from '../house.ts';

/** How many rows each table has, whichever tables there are. */
export async function countRows({ database }: Pick<House, 'database'>): Promise<Map<string, number>> {
  return await database.read(async (tx) => {
    const { rows: tables } =
      database.engine === 'sqlite'
        ? await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(tx)
        : await sql<{
            name: string;
          }>`select table_name as name from information_schema.tables where table_schema = current_schema()`.execute(
            tx,
          );
    const counts = new Map<string, number>();
    for (const { name } of tables) {
      const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(name)}`.execute(
        tx,
      );
      counts.set(name, Number(rows[0]?.count));
    }
    return counts;
  });
}

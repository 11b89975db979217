import type { Reader } from '@gatehouse/database';
import type { House } from '../house.ts';
import type { RequestLogRow, Tables } from '../schema/tables.ts';

/** An app's refusals, newest first. */
export async function listRefusals(
  tx: Reader<Tables>,
  appId: number,
  { offset, perPage }: { readonly offset: number; readonly perPage: number },
): Promise<{ readonly total: number; readonly refusals: readonly RequestLogRow[] }> {
  const { total } = await tx
    .selectFrom('request_log')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('app_id', '=', appId)
    .executeTakeFirstOrThrow();
  const refusals = await tx
    .selectFrom('request_log')
    .selectAll()
    .where('app_id', '=', appId)
    .orderBy('id', 'desc')
    .limit(perPage)
    .offset(offset)
    .execute();
  return { total: Number(total), refusals };
}

const kept = 30 * 86_400_000;
const step = 500;

/** Removes what is older than a month, oldest first, in small steps. Returns how many. */
export async function sweepRequestLog({
  database,
  clock,
}: Pick<House, 'database' | 'clock'>): Promise<number> {
  const before = clock.now() - kept;
  for (let total = 0; ; ) {
    const removed = await database.write((tx) =>
      tx
        .deleteFrom('request_log')
        .where('id', 'in', (from) => from.selectFrom('request_log').select('id').orderBy('id').limit(step))
        .where('at', '<', before)
        .returning('id')
        .execute(),
    );
    total += removed.length;
    if (removed.length < step) return total;
  }
}

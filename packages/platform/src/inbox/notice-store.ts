import type { Reader, Writer } from '@gatehouse/database';
import type { House } from '../house.ts';
import type { NoticeRow, Tables } from '../schema/tables.ts';

/** A person's notices, newest first. */
export async function listNotices(
  tx: Reader<Tables>,
  personId: number,
  { unread, offset, perPage }: { unread: boolean; offset: number; perPage: number },
): Promise<{ readonly total: number; readonly notices: readonly NoticeRow[] }> {
  let all = tx
    .selectFrom('notices')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('person_id', '=', personId);
  let some = tx.selectFrom('notices').selectAll().where('person_id', '=', personId);
  if (unread) {
    all = all.where('read_at', 'is', null);
    some = some.where('read_at', 'is', null);
  }
  const { total } = await all.executeTakeFirstOrThrow();
  const notices = await some.orderBy('id', 'desc').limit(perPage).offset(offset).execute();
  return { total: Number(total), notices };
}

/** Marks one of this person's notices; the first time counts. `changed` tells whether this was it. */
export async function readNotice(
  tx: Writer<Tables>,
  personId: number,
  id: string,
  now: number,
): Promise<{ readonly notice: NoticeRow; readonly changed: boolean } | undefined> {
  const marked = await tx
    .updateTable('notices')
    .set({ read_at: now })
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .where('read_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  if (marked !== undefined) return { notice: marked, changed: true };
  const known = await tx
    .selectFrom('notices')
    .selectAll()
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst();
  return known && { notice: known, changed: false };
}

const kept = 180 * 86_400_000;
const step = 500;

/** Removes notices of half a year ago, read or not, oldest first, in small steps. Returns how many. */
export async function sweepNotices({ database, clock }: Pick<House, 'database' | 'clock'>): Promise<number> {
  const before = clock.now() - kept;
  for (let total = 0; ; ) {
    const removed = await database.write((tx) =>
      tx
        .deleteFrom('notices')
        .where('id', 'in', (from) => from.selectFrom('notices').select('id').orderBy('id').limit(step))
        .where('created_at', '<', before)
        .returning('id')
        .execute(),
    );
    total += removed.length;
    if (removed.length < step) return total;
  }
}

import { type Reader, toJson, type Writer } from '@gatehouse/database';
import type { BulkJobRow, Tables } from '../../schema/tables.ts';

/** A job as stored, its JSON still text. */
export type StoredJob = BulkJobRow;

export type NewJob = Pick<
  BulkJobRow,
  'id' | 'company_id' | 'kind' | 'bearer' | 'origin' | 'rows' | 'created_at'
>;

export async function insertJob(tx: Writer<Tables>, job: NewJob): Promise<void> {
  await tx
    .insertInto('bulk_jobs')
    .values({ ...job, outcomes: toJson([]), done: 0, finished_at: null })
    .execute();
}

export async function findJob(
  tx: Reader<Tables>,
  companyId: number,
  id: string,
): Promise<StoredJob | undefined> {
  return await tx
    .selectFrom('bulk_jobs')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The oldest job that is not finished, of whichever company. */
export async function firstWaiting(tx: Reader<Tables>): Promise<StoredJob | undefined> {
  return await tx
    .selectFrom('bulk_jobs')
    .selectAll()
    .where('finished_at', 'is', null)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}

/** Takes the next step of a job, unless another node has taken it; what the step changes is of the same unit. */
export async function claimStep(
  tx: Writer<Tables>,
  { company_id, id, done }: Pick<StoredJob, 'company_id' | 'id' | 'done'>,
  next: Pick<StoredJob, 'done' | 'finished_at'>,
): Promise<boolean> {
  const claimed = await tx
    .updateTable('bulk_jobs')
    .set(next)
    .where('company_id', '=', company_id)
    .where('id', '=', id)
    .where('done', '=', done)
    .where('finished_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return claimed !== undefined;
}

export async function setOutcomes(
  tx: Writer<Tables>,
  companyId: number,
  id: string,
  outcomes: StoredJob['outcomes'],
): Promise<void> {
  await tx
    .updateTable('bulk_jobs')
    .set({ outcomes })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .execute();
}

/** Forgets some of the jobs that were finished before a time. Returns how many. */
export async function removeFinished(tx: Writer<Tables>, before: number): Promise<number> {
  const removed = await tx
    .deleteFrom('bulk_jobs')
    .where('id', 'in', (from) =>
      from.selectFrom('bulk_jobs').select('id').where('finished_at', '<', before).limit(200),
    )
    .returning('id')
    .execute();
  return removed.length;
}

import type { Surroundings } from './change-item.ts';
import type { Change } from './target.ts';
import { denied } from './target.ts';

/**
 * Whoever tracks is told of changes. A person begins and ends it for themselves; a tool's Admin who ends it ends it
 * for all.
 */
export async function setTracked(
  { clock }: Surroundings,
  change: Change,
  documentId: number,
  tracked: boolean,
): Promise<void> {
  const { tx, place } = change;
  const now = clock.now();
  if (tracked) {
    await tx
      .insertInto('document_trackers')
      .values({
        company_id: place.companyId,
        document_id: documentId,
        person_id: place.personId,
        tracked_at: now,
      })
      .onConflict((conflict) => conflict.columns(['document_id', 'person_id']).doNothing())
      .execute();
  } else {
    const forAll = denied(change, { created_by: 0 }, 'set_trackers') === null;
    let ended = tx
      .deleteFrom('document_trackers')
      .where('document_id', '=', documentId)
      .where('company_id', '=', place.companyId);
    if (!forAll) ended = ended.where('person_id', '=', place.personId);
    await ended.execute();
  }
  const left = await tx
    .selectFrom('document_trackers')
    .select('person_id')
    .where('document_id', '=', documentId)
    .where('company_id', '=', place.companyId)
    .limit(1)
    .executeTakeFirst();
  await tx
    .updateTable('documents')
    .set((eb) => ({ tracked_at: left === undefined ? null : eb.fn.coalesce('tracked_at', eb.val(now)) }))
    .where('id', '=', documentId)
    .where('company_id', '=', place.companyId)
    .execute();
}

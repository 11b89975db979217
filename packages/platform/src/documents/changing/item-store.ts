import { type Given, type Reader, type Selectable, statement } from '@gatehouse/database';
import type { Place } from '../../rest/rest-call.ts';
import type { DocumentRow, Tables } from '../../schema/tables.ts';

/** How an item is, whoever asks: for the rules of a change, never for an answer. */
export type Item = Pick<Selectable<DocumentRow>, (typeof columns)[number]>;

const columns = [
  'id',
  'kind',
  'parent_id',
  'name',
  'description',
  'private_at',
  'tracked_at',
  'created_by',
  'revision',
  'checked_out_by',
  'checked_out_until',
  'deleted_at',
  'deleted_from',
  'recycle_bin_since',
  'purged_at',
] as const;

/** An item of one place, deleted or not; null where the place has none of this id. */
export async function findItem(
  tx: Reader<Tables>,
  { companyId, projectId }: Pick<Place, 'companyId' | 'projectId'>,
  id: number,
): Promise<Item | null> {
  const [item] = await itemOf(tx, { companyId, projectId: projectId ?? 0, id });
  return item ?? null;
}

const itemOf = statement(
  (tx: Reader<Tables>, given: Given<{ companyId: number; projectId: number; id: number }>) =>
    tx
      .selectFrom('documents')
      .select(columns)
      .where('id', '=', given.id)
      .where('company_id', '=', given.companyId)
      .where((eb) => eb(eb.fn.coalesce('project_id', eb.lit(0)), '=', given.projectId)),
);

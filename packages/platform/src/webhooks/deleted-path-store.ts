import type { Reader } from '@gatehouse/database';
import { named } from '../access/visible.ts';
import type { Path, PathLink } from '../documents/path.ts';
import { findPath } from '../documents/path-store.ts';
import type { Place } from '../rest/rest-call.ts';
import type { Tables } from '../schema/tables.ts';

/**
 * The way to an item as it was before it went into the recycle bin; null where it is not there. Who could see it then,
 * and could still see the folder it lay in, may know that it is gone.
 */
export async function findDeletedPath(
  tx: Reader<Tables>,
  place: Place,
  itemId: number,
): Promise<Path | null> {
  const { companyId, projectId, personId } = place;
  const row = await tx
    .selectFrom('documents')
    .select(['id', 'kind', 'name', 'private_at', 'tracked_at', 'created_by', 'creator_reads_since'])
    .select(['deleted_from', named({ companyId, personId }, 'documents.id').as('named')])
    .where('id', '=', itemId)
    .where('company_id', '=', companyId)
    .where((eb) => eb(eb.fn.coalesce('project_id', eb.lit(0)), '=', projectId ?? 0))
    .where('purged_at', 'is', null)
    // Whoever empties the bin purges the bin alone, which then is none any more.
    .where('parent_id', 'in', (from) =>
      from
        .selectFrom('documents as bin')
        .select('bin.id')
        .where('bin.company_id', '=', companyId)
        .where('bin.recycle_bin_since', 'is not', null),
    )
    .executeTakeFirst();
  if (row?.deleted_from == null) return null;
  const above = await findPath(tx, place, row.deleted_from);
  if (above === null) return null;
  const link: PathLink = {
    id: row.id,
    kind: row.kind,
    name: row.name,
    private: row.private_at !== null,
    tracked: row.tracked_at !== null,
    named: Number(row.named) === 1,
    own: row.created_by === personId,
    kept: row.created_by === personId && row.creator_reads_since !== null,
  };
  return [...above, link];
}

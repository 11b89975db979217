import { type Given, type Reader, statement } from '@gatehouse/database';
import type { Place } from '../rest/rest-call.ts';
import type { Tables } from '../schema/tables.ts';
import { maxDepth } from './path.ts';

const columns = [
  'id',
  'parent_id',
  'kind',
  'name',
  'private_at',
  'tracked_at',
  'deleted_at',
  'deleted_from',
  'recycle_bin_since',
  'purged_at',
] as const;

/**
 * An item of a place and every folder above it, the item first, whatever became of them: deleted, in the bin, purged.
 * Empty where the place has no such item.
 */
export async function wayUp(
  tx: Reader<Tables>,
  { companyId, projectId }: Omit<Place, 'personId'>,
  itemId: number,
) {
  return await way(tx, { companyId, projectId: projectId ?? 0, itemId });
}

interface Asked {
  readonly companyId: number;
  /** 0 is the company's own tool. */
  readonly projectId: number;
  readonly itemId: number;
}

const way = statement((tx: Reader<Tables>, given: Given<Asked>) =>
  tx
    .withRecursive('way', (db) =>
      db
        .selectFrom('documents')
        .select([...columns, (eb) => eb.lit(0).as('height')])
        .where('id', '=', given.itemId)
        .where('company_id', '=', given.companyId)
        .where((eb) => eb(eb.fn.coalesce('project_id', eb.lit(0)), '=', given.projectId))
        .unionAll(
          db
            .selectFrom('way')
            .innerJoin('documents', 'documents.id', 'way.parent_id')
            .select([
              ...columns.map((column) => `documents.${column}` as const),
              (eb) => eb('way.height', '+', 1).as('height'),
            ])
            // The bin stands between the root and what was deleted.
            .where('way.height', '<', maxDepth + 2),
        ),
    )
    .selectFrom('way')
    .select(columns)
    .orderBy('height'),
);

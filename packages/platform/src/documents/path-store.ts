import { type Given, type Reader, statement } from '@gatehouse/database';
import { named } from '../access/visible.ts';
import type { Place } from '../rest/rest-call.ts';
import type { Tables } from '../schema/tables.ts';
import { maxDepth, type Path, type PathLink } from './path.ts';

/**
 * The way to an item by one query, whatever its depth; null where the place has no such item, or where it or
 * anything above it is deleted.
 */
export async function findPath(
  tx: Reader<Tables>,
  { companyId, projectId, personId }: Place,
  itemId: number,
): Promise<Path | null> {
  const rows = await wayUp(tx, { companyId, projectId: projectId ?? 0, personId, itemId });
  const [root] = rows;
  if (root === undefined || root.parent_id !== null || rows.some((row) => row.deleted_at !== null))
    return null;
  const links = rows.map(
    (row): PathLink => ({
      id: row.id,
      kind: row.kind,
      name: row.name,
      private: row.private_at !== null,
      tracked: row.tracked_at !== null,
      named: Number(row.named) === 1,
      own: row.created_by === personId,
      kept: row.created_by === personId && row.creator_reads_since !== null,
    }),
  );
  return links as unknown as Path;
}

interface Asked {
  readonly companyId: number;
  /** 0 is the company's own tool. */
  readonly projectId: number;
  readonly personId: number;
  readonly itemId: number;
}

const wayUp = statement((tx: Reader<Tables>, given: Given<Asked>) => {
  const columns = [
    'id',
    'parent_id',
    'kind',
    'name',
    'private_at',
    'tracked_at',
    'deleted_at',
    'created_by',
    'creator_reads_since',
  ] as const;
  return tx
    .withRecursive('path', (db) =>
      db
        .selectFrom('documents')
        .select([...columns, (eb) => eb.lit(0).as('height')])
        .where('id', '=', given.itemId)
        .where('company_id', '=', given.companyId)
        .where((eb) => eb(eb.fn.coalesce('project_id', eb.lit(0)), '=', given.projectId))
        .unionAll(
          db
            .selectFrom('path')
            .innerJoin('documents', 'documents.id', 'path.parent_id')
            .select([
              ...columns.map((column) => `documents.${column}` as const),
              (eb) => eb('path.height', '+', 1).as('height'),
            ])
            // A loop of folders can only come from damage; it must not hold a connection for ever.
            .where('path.height', '<', maxDepth + 1),
        ),
    )
    .selectFrom('path')
    .select(['path.id', 'path.parent_id', 'path.kind', 'path.name', 'path.private_at', 'path.tracked_at'])
    .select(['path.deleted_at', 'path.created_by', 'path.creator_reads_since'])
    .select(named(given, 'path.id').as('named'))
    .orderBy('path.height', 'desc');
});

/** The id of a company's or project's root folder; null where there is no such place. */
export async function findRootId(tx: Reader<Tables>, place: Omit<Place, 'personId'>): Promise<number | null> {
  const { companyId, projectId } = place;
  const [root] = await rootOf(tx, { companyId, projectId: projectId ?? 0 });
  return root?.id ?? null;
}

const rootOf = statement((tx: Reader<Tables>, given: Given<{ companyId: number; projectId: number }>) =>
  tx
    .selectFrom('documents')
    .select('id')
    .where('company_id', '=', given.companyId)
    // As in the index `documents_roots`, which then serves both levels.
    .where((eb) => eb(eb.fn.coalesce('project_id', eb.lit(0)), '=', given.projectId))
    .where('parent_id', 'is', null),
);

/** How many folders deep a folder goes below itself: 0 where it holds no folder. */
export async function heightOf(tx: Reader<Tables>, companyId: number, folderId: number): Promise<number> {
  const deepest = await tx
    .withRecursive('below', (db) =>
      db
        .selectFrom('documents')
        .select(['id', (eb) => eb.lit(0).as('depth')])
        .where('id', '=', folderId)
        .where('company_id', '=', companyId)
        .unionAll(
          db
            .selectFrom('below')
            .innerJoin('documents', 'documents.parent_id', 'below.id')
            .select(['documents.id', (eb) => eb('below.depth', '+', 1).as('depth')])
            .where('documents.kind', '=', 'folder')
            .where('documents.deleted_at', 'is', null)
            .where('below.depth', '<', maxDepth + 1),
        ),
    )
    .selectFrom('below')
    .select((eb) => eb.fn.max('depth').as('height'))
    .executeTakeFirst();
  return Number(deepest?.height ?? 0);
}

import type { Reader } from '@gatehouse/database';
import type { Tables } from '../../schema/tables.ts';

/** A folder above listed items. */
export interface FolderAbove {
  readonly id: number;
  readonly parentId: number | null;
  readonly kind: 'folder';
  readonly name: string;
  readonly private: boolean;
  readonly tracked: boolean;
}

/** Some folders and all that lie above them, by id: one query for a whole page. */
export async function foldersAbove(
  tx: Reader<Tables>,
  companyId: number,
  folderIds: readonly number[],
): Promise<ReadonlyMap<number, FolderAbove>> {
  if (folderIds.length === 0) return new Map();
  const rows = await tx
    // Without `all`: pages of one folder climb the same way.
    .withRecursive('way', (db) =>
      db
        .selectFrom('documents')
        .select(['id', 'parent_id'])
        .where('company_id', '=', companyId)
        .where('id', 'in', folderIds)
        .union(
          db
            .selectFrom('way')
            .innerJoin('documents', 'documents.id', 'way.parent_id')
            .select(['documents.id', 'documents.parent_id']),
        ),
    )
    .selectFrom('way')
    .innerJoin('documents as folder', 'folder.id', 'way.id')
    .select(['folder.id', 'folder.parent_id', 'folder.name', 'folder.private_at', 'folder.tracked_at'])
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        parentId: row.parent_id,
        kind: 'folder',
        name: row.name,
        private: row.private_at !== null,
        tracked: row.tracked_at !== null,
      },
    ]),
  );
}

import { type Reader, sql } from '@gatehouse/database';
import type { RawBuilder } from 'kysely';
import type { DocumentRow, Tables } from '../schema/tables.ts';
import { seenBy, type Viewer } from './viewer.ts';

/** A folder with what the viewer may know of its content. */
export interface FolderItem {
  readonly id: number;
  readonly parentId: number | null;
  readonly name: string;
  readonly private: boolean;
  readonly tracked: boolean;
  readonly updatedAt: number;
  readonly hasFiles: boolean;
  readonly hasFolders: boolean;
}

export async function findFolder(tx: Reader<Tables>, viewer: Viewer, id: number): Promise<FolderItem | null> {
  const row = await folders(tx, viewer).where('document.id', '=', id).executeTakeFirst();
  return row === undefined ? null : folderItem(row);
}

/** The folders in a folder, by name. The folder itself must be open to the viewer. */
export async function listFolders(
  tx: Reader<Tables>,
  viewer: Viewer,
  parentId: number,
): Promise<FolderItem[]> {
  const rows = await folders(tx, viewer)
    .where('document.parent_id', '=', parentId)
    .orderBy('document.name_key')
    .orderBy('document.namesake')
    .execute();
  return rows.map(folderItem);
}

function folders(tx: Reader<Tables>, viewer: Viewer) {
  return tx
    .selectFrom('documents as document')
    .select(['document.id', 'document.parent_id', 'document.name', 'document.private_at'])
    .select(['document.tracked_at', 'document.updated_at'])
    .select([holds(viewer, 'file').as('has_files'), holds(viewer, 'folder').as('has_folders')])
    .where('document.company_id', '=', viewer.place.companyId)
    .where('document.kind', '=', 'folder')
    .where('document.deleted_at', 'is', null)
    .where(seenBy(viewer, 'document'));
}

/** Whether the folder has content of a kind that the viewer can see; stops at the first. */
function holds(viewer: Viewer, kind: DocumentRow['kind']): RawBuilder<number | boolean> {
  return sql`exists (
    select 1 from documents as child
    where child.parent_id = document.id and child.kind = ${kind} and child.deleted_at is null
      and ${seenBy(viewer, 'child')}
  )`;
}

type Row = Awaited<ReturnType<ReturnType<typeof folders>['executeTakeFirstOrThrow']>>;

function folderItem(row: Row): FolderItem {
  return {
    id: row.id,
    parentId: row.parent_id,
    name: row.name,
    private: row.private_at !== null,
    tracked: row.tracked_at !== null,
    updatedAt: row.updated_at,
    hasFiles: Number(row.has_files) === 1,
    hasFolders: Number(row.has_folders) === 1,
  };
}

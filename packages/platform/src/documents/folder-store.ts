import { type Given, type Reader, statement } from '@gatehouse/database';
import type { Level } from '../access/levels.ts';
import { type Viewer as Sight, visibleChild } from '../access/visible.ts';
import type { Tables } from '../schema/tables.ts';
import { holds } from './holds.ts';
import { type Asked, asked, byLevel, sightOf, type Viewer } from './viewer.ts';

/** A folder with what the viewer may know of its content. */
export interface FolderItem {
  readonly id: number;
  readonly parentId: number | null;
  readonly name: string;
  readonly private: boolean;
  readonly tracked: boolean;
  readonly createdBy: number;
  readonly updatedAt: number;
  readonly revision: number;
  readonly hasFiles: boolean;
  readonly hasFolders: boolean;
}

export async function findFolder(tx: Reader<Tables>, viewer: Viewer, id: number): Promise<FolderItem | null> {
  const [row] = await folderById[viewer.sight](tx, asked(viewer, id));
  return row === undefined ? null : folderItem(row);
}

/** The root folder of the viewer's company or project. */
export async function findRootFolder(tx: Reader<Tables>, viewer: Viewer): Promise<FolderItem | null> {
  const { companyId, projectId, personId } = viewer.place;
  const [row] = await rootFolder[viewer.sight](tx, { companyId, personId, projectId: projectId ?? 0 });
  return row === undefined ? null : folderItem(row);
}

/** The folders in a folder, by name. The folder itself must be open to the viewer. */
export async function listFolders(
  tx: Reader<Tables>,
  viewer: Viewer,
  parentId: number,
): Promise<FolderItem[]> {
  const rows = await foldersIn[viewer.sight](tx, asked(viewer, parentId));
  return rows.map(folderItem);
}

const folderById = byLevel((level) =>
  statement((tx: Reader<Tables>, given: Given<Asked>) =>
    folders(tx, sightOf(given, level)).where('document.id', '=', given.id),
  ),
);

const rootFolder = byLevel((level) =>
  statement((tx: Reader<Tables>, given: Given<Omit<Asked, 'id'> & { projectId: number }>) =>
    folders(tx, sightOf(given, level))
      // As in the index `documents_roots`, which then serves both levels.
      .where((eb) => eb(eb.fn.coalesce('document.project_id', eb.lit(0)), '=', given.projectId))
      .where('document.parent_id', 'is', null),
  ),
);

const foldersIn = byLevel((level) =>
  statement((tx: Reader<Tables>, given: Given<Asked>) =>
    folders(tx, sightOf(given, level))
      .where('document.parent_id', '=', given.id)
      .orderBy('document.name_key')
      .orderBy('document.namesake'),
  ),
);

function folders(tx: Reader<Tables>, sight: Sight) {
  return tx
    .selectFrom('documents as document')
    .select(['document.id', 'document.parent_id', 'document.name', 'document.private_at'])
    .select(['document.tracked_at', 'document.updated_at', 'document.created_by', 'document.revision'])
    .select([holds(sight, 'file').as('has_files'), holds(sight, 'folder').as('has_folders')])
    .where('document.company_id', '=', sight.companyId)
    .where('document.kind', '=', 'folder')
    .where('document.deleted_at', 'is', null)
    .where(visibleChild(sight, 'document'));
}

type Row = Awaited<ReturnType<(typeof folderById)[Level]>>[number];

function folderItem(row: Row): FolderItem {
  return {
    id: row.id,
    parentId: row.parent_id,
    name: row.name,
    private: row.private_at !== null,
    tracked: row.tracked_at !== null,
    createdBy: row.created_by,
    updatedAt: row.updated_at,
    revision: row.revision,
    hasFiles: Number(row.has_files) === 1,
    hasFolders: Number(row.has_folders) === 1,
  };
}

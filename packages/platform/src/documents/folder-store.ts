import { type Given, type Reader, sql, statement } from '@gatehouse/database';
import type { Level } from '../access/levels.ts';
import { type Viewer as Sight, visibleChild, visibleIn } from '../access/visible.ts';
import type { Tables } from '../schema/tables.ts';
import type { FolderMarks } from './following/tags.ts';
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
  readonly marks: FolderMarks;
}

/** The folder that was asked for. */
export interface HeadFolder extends FolderItem {
  /** What keeps the numbers of its place from being guessed out of tags. */
  readonly secret: string;
}

export async function findFolder(tx: Reader<Tables>, viewer: Viewer, id: number): Promise<HeadFolder | null> {
  const [row] = await folderById[viewer.sight](tx, asked(viewer, id));
  return row === undefined ? null : headFolder(row);
}

/** The root folder of the viewer's company or project. */
export async function findRootFolder(tx: Reader<Tables>, viewer: Viewer): Promise<HeadFolder | null> {
  const { companyId, projectId, personId } = viewer.place;
  const [row] = await rootFolder[viewer.sight](tx, { companyId, personId, projectId: projectId ?? 0 });
  return row === undefined ? null : headFolder(row);
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
    heads(tx, sightOf(given, level))
      .where('document.id', '=', given.id)
      .where(visibleChild(sightOf(given, level), 'document')),
  ),
);

const rootFolder = byLevel((level) =>
  statement((tx: Reader<Tables>, given: Given<Omit<Asked, 'id'> & { projectId: number }>) =>
    heads(tx, sightOf(given, level))
      // As in the index `documents_roots`, which then serves both levels.
      .where((eb) => eb(eb.fn.coalesce('document.project_id', eb.lit(0)), '=', given.projectId))
      .where('document.parent_id', 'is', null)
      .where(visibleChild(sightOf(given, level), 'document')),
  ),
);

const foldersIn = byLevel((level) =>
  statement((tx: Reader<Tables>, given: Given<Asked>) =>
    folders(tx, sightOf(given, level))
      .where(visibleIn(sightOf(given, level), given.id, 'document'))
      .orderBy('document.name_key')
      .orderBy('document.namesake'),
  ),
);

function heads(tx: Reader<Tables>, sight: Sight) {
  return folders(tx, sight).select(
    sql<string | null>`(
      select place.secret from document_sequences as place
        where place.company_id = document.company_id and place.project_id = coalesce(document.project_id, 0))`.as(
      'secret',
    ),
  );
}

function folders(tx: Reader<Tables>, sight: Sight) {
  return tx
    .selectFrom('documents as document')
    .leftJoin('document_tags as tag', 'tag.document_id', 'document.id')
    .select(['tag.open_seq', 'tag.full_seq'])
    .select(['document.id', 'document.parent_id', 'document.name', 'document.private_at'])
    .select(['document.tracked_at', 'document.updated_at', 'document.created_by', 'document.revision'])
    .select([holds(sight, 'file').as('has_files'), holds(sight, 'folder').as('has_folders')])
    .where('document.company_id', '=', sight.companyId)
    .where('document.kind', '=', 'folder')
    .where('document.deleted_at', 'is', null);
}

type Row = Awaited<ReturnType<(typeof foldersIn)[Level]>>[number];
type HeadRow = Awaited<ReturnType<(typeof folderById)[Level]>>[number];

function headFolder(row: HeadRow): HeadFolder {
  return { ...folderItem(row), secret: row.secret ?? '' };
}

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
    // A folder behind which nothing happened has marks too: were there none, the first hidden change would make some.
    marks: { open: row.open_seq ?? 0, full: row.full_seq ?? 0 },
  };
}

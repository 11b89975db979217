import { type Reader, sql } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';
import { seenBy, type Viewer } from './viewer.ts';

/** A file with its versions, the latest first. */
export interface FileItem {
  readonly id: number;
  readonly parentId: number | null;
  readonly name: string;
  readonly description: string | null;
  readonly private: boolean;
  readonly tracked: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly versions: readonly Version[];
}

export interface Version {
  readonly id: number;
  readonly fileId: number;
  readonly number: number;
  readonly size: number;
  readonly sha256: string;
  readonly contentType: string;
  readonly notes: string | null;
  readonly createdAt: number;
  readonly createdBy: { readonly id: number; readonly login: string; readonly name: string };
}

export type Versions = 'all' | 'latest';

export async function findFile(
  tx: Reader<Tables>,
  viewer: Viewer,
  id: number,
  which: Versions,
): Promise<FileItem | null> {
  const rows = await files(tx, viewer).where('document.id', '=', id).execute();
  const versionRows = await versions(tx, viewer, which).where('document.id', '=', id).execute();
  return fileItems(rows, versionRows)[0] ?? null;
}

/** The files in a folder, by name: two queries, however many. The folder itself must be open to the viewer. */
export async function listFiles(
  tx: Reader<Tables>,
  viewer: Viewer,
  parentId: number,
  which: Versions,
): Promise<FileItem[]> {
  const rows = await files(tx, viewer)
    .where('document.parent_id', '=', parentId)
    .orderBy('document.name_key')
    .orderBy('document.namesake')
    .execute();
  const versionRows = await versions(tx, viewer, which).where('document.parent_id', '=', parentId).execute();
  return fileItems(rows, versionRows);
}

/** One version by its own id; whether its file may be seen is for the file's path to say. */
export async function findVersion(
  tx: Reader<Tables>,
  companyId: number,
  id: number,
): Promise<Version | null> {
  const row = await versionRows(tx)
    .where('version.id', '=', id)
    .where('version.company_id', '=', companyId)
    .executeTakeFirst();
  return row === undefined ? null : versionOf(row);
}

function files(tx: Reader<Tables>, viewer: Viewer) {
  return tx
    .selectFrom('documents as document')
    .select(['document.id', 'document.parent_id', 'document.name', 'document.description'])
    .select(['document.private_at', 'document.tracked_at', 'document.created_at', 'document.updated_at'])
    .where('document.company_id', '=', viewer.place.companyId)
    .where('document.kind', '=', 'file')
    .where('document.deleted_at', 'is', null)
    .where(seenBy(viewer, 'document'));
}

function versions(tx: Reader<Tables>, viewer: Viewer, which: Versions) {
  const all = versionRows(tx)
    .where('document.company_id', '=', viewer.place.companyId)
    .where('document.kind', '=', 'file')
    .where('document.deleted_at', 'is', null)
    .where(seenBy(viewer, 'document'))
    .orderBy('version.number', 'desc');
  if (which === 'all') return all;
  return all.where(
    'version.number',
    '=',
    sql<number>`(select max(other.number) from file_versions as other where other.document_id = version.document_id)`,
  );
}

function versionRows(tx: Reader<Tables>) {
  return tx
    .selectFrom('file_versions as version')
    .innerJoin('documents as document', 'document.id', 'version.document_id')
    .innerJoin('people as creator', 'creator.id', 'version.created_by')
    .select(['version.id', 'version.document_id', 'version.number', 'version.size', 'version.sha256'])
    .select(['version.content_type', 'version.notes', 'version.created_at'])
    .select(['creator.id as creator_id', 'creator.email as creator_login', 'creator.name as creator_name']);
}

type Row<Query extends (...args: never[]) => { executeTakeFirstOrThrow(): unknown }> = Awaited<
  ReturnType<ReturnType<Query>['executeTakeFirstOrThrow']>
>;

function fileItems(
  rows: readonly Row<typeof files>[],
  versionRows: readonly Row<typeof versions>[],
): FileItem[] {
  const byFile = Map.groupBy(versionRows, (row) => row.document_id);
  return rows.map((row) => ({
    id: row.id,
    parentId: row.parent_id,
    name: row.name,
    description: row.description,
    private: row.private_at !== null,
    tracked: row.tracked_at !== null,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    versions: (byFile.get(row.id) ?? []).map(versionOf),
  }));
}

function versionOf(row: Row<typeof versionRows>): Version {
  return {
    id: row.id,
    fileId: row.document_id,
    number: row.number,
    size: row.size,
    sha256: row.sha256,
    contentType: row.content_type,
    notes: row.notes,
    createdAt: row.created_at,
    createdBy: { id: row.creator_id, login: row.creator_login, name: row.creator_name },
  };
}

import { type Given, type Reader, sql, statement } from '@gatehouse/database';
import type { Level } from '../access/levels.ts';
import { type Viewer as Sight, visibleChild, visibleIn } from '../access/visible.ts';
import type { Tables } from '../schema/tables.ts';
import { type CheckOut, checkOutOf } from './check-out.ts';
import { type Asked, asked, byLevel, sightOf, type Viewer } from './viewer.ts';

/** A file with its versions, the latest first. */
export interface FileItem {
  readonly id: number;
  readonly parentId: number | null;
  readonly name: string;
  readonly description: string | null;
  readonly private: boolean;
  readonly tracked: boolean;
  readonly createdBy: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly revision: number;
  /** The last check-out, which may be over. */
  readonly checkedOut: CheckOut | null;
  readonly versions: readonly Version[];
}

export interface Version {
  readonly id: number;
  readonly fileId: number;
  readonly number: number;
  readonly size: number;
  readonly sha256: string;
  /** Where its bytes lie in the blob store. */
  readonly location: string;
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
  const given = asked(viewer, id);
  const rows = await fileById[viewer.sight](tx, given);
  return fileItems(rows, await versionsOfFile[which][viewer.sight](tx, given))[0] ?? null;
}

/** The files in a folder, by name: two queries, however many. The folder itself must be open to the viewer. */
export async function listFiles(
  tx: Reader<Tables>,
  viewer: Viewer,
  parentId: number,
  which: Versions,
): Promise<FileItem[]> {
  const given = asked(viewer, parentId);
  const rows = await filesIn[viewer.sight](tx, given);
  if (rows.length === 0) return [];
  return fileItems(rows, await versionsIn[which][viewer.sight](tx, given));
}

/** Some files with their latest versions, in no order; the folders they lie in must be open to the viewer. */
export async function filesById(
  tx: Reader<Tables>,
  viewer: Viewer,
  ids: readonly number[],
): Promise<FileItem[]> {
  if (ids.length === 0) return [];
  const { companyId, personId } = viewer.place;
  const sight = { companyId, personId, level: viewer.sight };
  const rows = await files(tx, sight)
    .where('document.id', 'in', ids)
    .where(visibleChild(sight, 'document'))
    .execute();
  const versions = await versionRows(tx)
    .where('version.company_id', '=', companyId)
    .where('version.document_id', 'in', ids)
    .where('version.number', '=', latestNumber)
    .execute();
  return fileItems(rows, versions);
}

/** One version by its own id; whether its file may be seen is for the file's path to say. */
export async function findVersion(
  tx: Reader<Tables>,
  companyId: number,
  id: number,
): Promise<Version | null> {
  const [row] = await versionById(tx, { companyId, id });
  return row === undefined ? null : versionOf(row);
}

/** Some versions by their own ids, in no order; whether their files may be seen is for their paths to say. */
export async function findVersions(
  tx: Reader<Tables>,
  companyId: number,
  ids: readonly number[],
): Promise<Version[]> {
  if (ids.length === 0) return [];
  const rows = await versionRows(tx)
    .where('version.company_id', '=', companyId)
    .where('version.id', 'in', ids)
    .execute();
  return rows.map(versionOf);
}

/** The latest versions of files, which the caller has found visible. */
export async function latestVersionsOf(
  tx: Reader<Tables>,
  companyId: number,
  fileIds: readonly number[],
): Promise<Version[]> {
  if (fileIds.length === 0) return [];
  const rows = await versionRows(tx)
    .where('version.company_id', '=', companyId)
    .where('version.document_id', 'in', fileIds)
    .where('version.number', '=', latestNumber)
    .execute();
  return rows.map(versionOf);
}

/** The most recent versions of a file, the latest first. */
export async function recentVersionsOf(
  tx: Reader<Tables>,
  companyId: number,
  fileId: number,
  most: number,
  after = 0,
): Promise<Version[]> {
  const rows = await versionRows(tx)
    .where('version.company_id', '=', companyId)
    .where('version.document_id', '=', fileId)
    .orderBy('version.number', 'desc')
    .limit(most)
    .offset(after)
    .execute();
  return rows.map(versionOf);
}

/** All versions of the files in a folder in the bin, or in the bin itself, by file, the latest first. */
export async function versionsInDeleted(
  tx: Reader<Tables>,
  companyId: number,
  folderId: number,
): Promise<Map<number, Version[]>> {
  const rows = await versionRows(tx)
    .where('version.company_id', '=', companyId)
    .where('document.company_id', '=', companyId)
    .where('document.parent_id', '=', folderId)
    .where('document.kind', '=', 'file')
    .where('document.purged_at', 'is', null)
    .orderBy('version.number', 'desc')
    .execute();
  return Map.groupBy(rows.map(versionOf), ({ fileId }) => fileId);
}

const fileById = byLevel((level) =>
  statement((tx: Reader<Tables>, given: Given<Asked>) =>
    files(tx, sightOf(given, level))
      .where('document.id', '=', given.id)
      .where(visibleChild(sightOf(given, level), 'document')),
  ),
);

const filesIn = byLevel((level) =>
  statement((tx: Reader<Tables>, given: Given<Asked>) =>
    files(tx, sightOf(given, level))
      .where(visibleIn(sightOf(given, level), given.id, 'document'))
      .orderBy('document.name_key')
      .orderBy('document.namesake'),
  ),
);

function files(tx: Reader<Tables>, sight: Sight) {
  return tx
    .selectFrom('documents as document')
    .leftJoin('people as holder', 'holder.id', 'document.checked_out_by')
    .select(['document.id', 'document.parent_id', 'document.name', 'document.description'])
    .select(['document.private_at', 'document.tracked_at', 'document.created_at', 'document.updated_at'])
    .select(['document.created_by', 'document.revision', 'document.checked_out_until'])
    .select(['holder.id as holder_id', 'holder.email as holder_login', 'holder.name as holder_name'])
    .where('document.company_id', '=', sight.companyId)
    .where('document.kind', '=', 'file')
    .where('document.deleted_at', 'is', null);
}

const versionsOfFile = { all: versionsBy('itself', 'all'), latest: versionsBy('itself', 'latest') };
const versionsIn = { all: versionsBy('its folder', 'all'), latest: versionsBy('its folder', 'latest') };

function versionsBy(asked: 'itself' | 'its folder', which: Versions) {
  return byLevel((level) =>
    statement((tx: Reader<Tables>, given: Given<Asked>) => {
      const all = versionRows(tx)
        .where((eb) =>
          asked === 'itself'
            ? eb.and([eb('document.id', '=', given.id), visibleChild(sightOf(given, level), 'document')])
            : visibleIn(sightOf(given, level), given.id, 'document'),
        )
        .where('document.company_id', '=', given.companyId)
        .where('document.kind', '=', 'file')
        .where('document.deleted_at', 'is', null)
        .orderBy('version.number', 'desc');
      return which === 'all' ? all : all.where('version.number', '=', latestNumber);
    }),
  );
}

const latestNumber = sql<number>`(
  select max(other.number) from file_versions as other where other.document_id = version.document_id)`;

const versionById = statement((tx: Reader<Tables>, given: Given<{ companyId: number; id: number }>) =>
  versionRows(tx).where('version.id', '=', given.id).where('version.company_id', '=', given.companyId),
);

function versionRows(tx: Reader<Tables>) {
  return tx
    .selectFrom('file_versions as version')
    .innerJoin('documents as document', 'document.id', 'version.document_id')
    .innerJoin('people as creator', 'creator.id', 'version.created_by')
    .select(['version.id', 'version.document_id', 'version.number', 'version.size', 'version.sha256'])
    .select(['version.content_type', 'version.notes', 'version.created_at', 'version.location'])
    .select(['creator.id as creator_id', 'creator.email as creator_login', 'creator.name as creator_name']);
}

type Row<Statement extends (...args: never[]) => Promise<readonly unknown[]>> = Awaited<
  ReturnType<Statement>
>[number];

function fileItems(
  rows: readonly Row<(typeof fileById)[Level]>[],
  versionRows: readonly Row<typeof versionById>[],
): FileItem[] {
  const byFile = Map.groupBy(versionRows, (row) => row.document_id);
  return rows.map((row) => ({
    id: row.id,
    parentId: row.parent_id,
    name: row.name,
    description: row.description,
    private: row.private_at !== null,
    tracked: row.tracked_at !== null,
    createdBy: row.created_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    revision: row.revision,
    checkedOut: checkOutOf(row),
    versions: (byFile.get(row.id) ?? []).map(versionOf),
  }));
}

function versionOf(row: Row<typeof versionById>): Version {
  return {
    id: row.id,
    fileId: row.document_id,
    number: row.number,
    size: row.size,
    sha256: row.sha256,
    location: row.location ?? row.sha256,
    contentType: row.content_type,
    notes: row.notes,
    createdAt: row.created_at,
    createdBy: { id: row.creator_id, login: row.creator_login, name: row.creator_name },
  };
}

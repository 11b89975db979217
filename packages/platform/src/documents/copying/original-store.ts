import type { Reader } from '@gatehouse/database';
import type { Tables } from '../../schema/tables.ts';
import { latestVersionsOf, type Version } from '../file-store.ts';
import { seenBy, type Viewer } from '../viewer.ts';

/** An item that is to be copied: what the caller sees of it, and nothing else. */
export interface Original {
  readonly id: number;
  /** The folder it lies in. */
  readonly parentId: number;
  readonly name: string;
  readonly private: boolean;
  readonly description: string | null;
  /** Null of a folder. */
  readonly latest: Version | null;
}

/** What lies directly in some folders that are open to the viewer: two statements, however many there are. */
export async function listOriginals(
  tx: Reader<Tables>,
  viewer: Viewer,
  folderIds: readonly number[],
  most: number,
): Promise<Original[]> {
  if (folderIds.length === 0) return [];
  const { companyId } = viewer.place;
  const rows = await tx
    .selectFrom('documents as document')
    .select(['document.id', 'document.parent_id', 'document.kind', 'document.name'])
    .select(['document.private_at', 'document.description'])
    .where('document.company_id', '=', companyId)
    .where('document.parent_id', 'in', folderIds)
    .where('document.deleted_at', 'is', null)
    .where(seenBy(viewer, 'document'))
    .orderBy('document.id')
    .limit(most)
    .execute();
  const files = rows.flatMap(({ kind, id }) => (kind === 'file' ? [id] : []));
  const latest = new Map((await latestVersionsOf(tx, companyId, files)).map((each) => [each.fileId, each]));
  return rows.map((row) => ({
    id: row.id,
    parentId: row.parent_id ?? 0,
    name: row.name,
    private: row.private_at !== null,
    description: row.kind === 'folder' ? null : row.description,
    latest: latest.get(row.id) ?? null,
  }));
}

/** Who is named on some items, as rows of the two access lists. */
export async function listNamed(tx: Reader<Tables>, companyId: number, documentIds: readonly number[]) {
  if (documentIds.length === 0) return { people: [], groups: [] };
  const people = await tx
    .selectFrom('document_readers')
    .select(['document_id', 'person_id'])
    .where('company_id', '=', companyId)
    .where('document_id', 'in', documentIds)
    .execute();
  const groups = await tx
    .selectFrom('document_group_readers')
    .select(['document_id', 'group_id'])
    .where('company_id', '=', companyId)
    .where('document_id', 'in', documentIds)
    .execute();
  return { people, groups };
}

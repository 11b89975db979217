import { sql } from '@gatehouse/database';
import type { House } from '../../house.ts';

interface Filled {
  readonly companyId: number;
  readonly projectId: number | null;
  readonly parentId: number;
  readonly createdBy: number;
}

/** Folders in a folder, without the wire: as many as it takes. */
export async function fill(house: Pick<House, 'database'>, into: Filled, many: number): Promise<void> {
  await insert(house, into, 'folder', many);
}

/** The same with files, each of the content of one that was sent. */
export async function fillWithFiles(
  house: Pick<House, 'database'>,
  into: Filled,
  many: number,
  like: number,
): Promise<void> {
  await insert(house, into, 'file', many);
  await house.database.write(
    (tx) =>
      sql`insert into file_versions (company_id, document_id, number, size, sha256, location, content_type, notes,
          created_by, created_at)
        select version.company_id, made.id, 1, version.size, version.sha256, version.location, version.content_type,
          version.notes, version.created_by, version.created_at
        from documents made join file_versions version on version.document_id = ${like}
        where made.parent_id = ${into.parentId} and made.kind = 'file'
          and not exists (select 1 from file_versions own where own.document_id = made.id)`.execute(tx),
    60_000,
  );
}

async function insert(
  { database }: Pick<House, 'database'>,
  { companyId, projectId, parentId, createdBy }: Filled,
  kind: 'folder' | 'file',
  many: number,
): Promise<void> {
  await database.write(
    (tx) =>
      sql`insert into documents (company_id, project_id, kind, parent_id, name, name_key, namesake, created_by,
          created_at, updated_at)
        with recursive counted (n) as (select 1 union all select n + 1 from counted where n < ${many})
        select ${companyId}, ${projectId}, ${kind}, ${parentId}, 'n' || n, 'N' || n, 0, ${createdBy}, 1, 1
          from counted`.execute(tx),
    60_000,
  );
}

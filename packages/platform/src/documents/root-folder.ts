import type { Writer } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';
import { nameKey } from './names.ts';

/** As the public API calls it; `name_with_path` of everything begins with it. */
const rootFolderName = 'Root Folder';

/** Gives a company (`projectId` null) or a project its root folder; answers the folder's id. `now` in milliseconds. */
export async function createRootFolder(
  tx: Writer<Tables>,
  companyId: number,
  projectId: number | null,
  personId: number,
  now: number,
): Promise<number> {
  const { id } = await tx
    .insertInto('documents')
    .values({
      company_id: companyId,
      project_id: projectId,
      kind: 'folder',
      parent_id: null,
      name: rootFolderName,
      name_key: nameKey(rootFolderName),
      namesake: 0,
      description: null,
      private_at: null,
      tracked_at: null,
      created_by: personId,
      created_at: now,
      updated_at: now,
      deleted_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  // Here, not with the first change: tags would tell of that one, whoever may know of it.
  await tx
    .insertInto('document_sequences')
    .values({ company_id: companyId, project_id: projectId ?? 0, last: 0 })
    .onConflict((conflict) => conflict.columns(['company_id', 'project_id']).doNothing())
    .execute();
  return id;
}

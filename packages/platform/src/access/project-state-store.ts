import type { Reader } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';

/**
 * For a call whose body names a project, of which its facts know nothing: whether the company has it, and whether
 * it may be changed. An archived one refuses here as it does in `decide`.
 */
export async function stateOfProject(
  tx: Reader<Tables>,
  companyId: number,
  projectId: number,
): Promise<'open' | 'archived' | undefined> {
  const row = await tx
    .selectFrom('projects')
    .select('archived_at')
    .where('company_id', '=', companyId)
    .where('id', '=', projectId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return row.archived_at === null ? 'open' : 'archived';
}

import type { Reader } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';

export async function isProjectOf(
  tx: Reader<Tables>,
  companyId: number,
  projectId: number,
): Promise<boolean> {
  const row = await tx
    .selectFrom('projects')
    .select('id')
    .where('company_id', '=', companyId)
    .where('id', '=', projectId)
    .executeTakeFirst();
  return row !== undefined;
}

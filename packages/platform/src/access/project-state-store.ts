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

/** Whether this client is an app's, and the company did not permit its account in the project. */
export async function keepsAccountOut(
  tx: Reader<Tables>,
  companyId: number,
  projectId: number,
  clientId: string | null,
): Promise<boolean> {
  const row = await tx
    .selectFrom('clients')
    .leftJoin('permitted_projects as permitted', (join) =>
      join
        .onRef('permitted.app_id', '=', 'clients.app_id')
        .on('permitted.company_id', '=', companyId)
        .on('permitted.project_id', '=', projectId),
    )
    .select(['clients.app_id', 'permitted.project_id as permitted'])
    .where('clients.client_id', '=', clientId ?? '')
    .executeTakeFirst();
  // A client that is not there is let in nowhere; that of a traditional account belongs to no app.
  return row === undefined || (row.app_id !== null && row.permitted === null);
}

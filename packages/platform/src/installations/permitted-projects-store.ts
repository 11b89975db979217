import type { Reader } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';

export interface PermittedProject {
  readonly id: number;
  readonly name: string;
}

/** Where the company lets the app's own account in, by name. */
export async function permittedProjects(
  tx: Reader<Tables>,
  companyId: number,
  appId: number,
): Promise<readonly PermittedProject[]> {
  return await tx
    .selectFrom('permitted_projects')
    .innerJoin('projects', (join) =>
      join
        .onRef('projects.id', '=', 'permitted_projects.project_id')
        .onRef('projects.company_id', '=', 'permitted_projects.company_id'),
    )
    .select(['projects.id', 'projects.name'])
    .where('permitted_projects.company_id', '=', companyId)
    .where('permitted_projects.app_id', '=', appId)
    .orderBy('projects.name')
    .orderBy('projects.id')
    .execute();
}

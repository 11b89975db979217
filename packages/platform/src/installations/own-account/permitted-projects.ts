import type { Reader, Writer } from '@gatehouse/database';
import type { Tables } from '../../schema/tables.ts';

/** Below the number of parameters that every engine takes in one statement. */
const mostAtOnce = 1_000;

/** Those of the ids that are no projects of the company; a caller names them to whoever sent them. */
export async function strangeProjects(
  tx: Reader<Tables>,
  companyId: number,
  projectIds: readonly number[],
): Promise<number[]> {
  const known = new Set<number>();
  for (const some of slices(projectIds)) {
    const rows = await tx
      .selectFrom('projects')
      .select('id')
      .where('company_id', '=', companyId)
      .where('id', 'in', some)
      .execute();
    for (const { id } of rows) known.add(id);
  }
  return [...new Set(projectIds)].filter((id) => !known.has(id));
}

/** The projects in which an app's own account may work, and no others. @throws for a project of another company. */
export async function storePermittedProjects(
  tx: Writer<Tables>,
  companyId: number,
  appId: number,
  projectIds: readonly number[],
): Promise<void> {
  const strange = await strangeProjects(tx, companyId, projectIds);
  if (strange.length > 0) throw new Error(`Company ${companyId} has no project ${strange.join(', ')}.`);
  const rows = await tx
    .selectFrom('permitted_projects')
    .select('project_id')
    .where('company_id', '=', companyId)
    .where('app_id', '=', appId)
    .execute();
  const before = new Set(rows.map((row) => row.project_id));
  const wanted = new Set(projectIds);
  for (const some of slices([...before.difference(wanted)]))
    await tx
      .deleteFrom('permitted_projects')
      .where('company_id', '=', companyId)
      .where('app_id', '=', appId)
      .where('project_id', 'in', some)
      .execute();
  for (const some of slices([...wanted.difference(before)])) {
    const added = some.map((projectId) => ({ company_id: companyId, app_id: appId, project_id: projectId }));
    await tx.insertInto('permitted_projects').values(added).execute();
  }
}

function slices(ids: readonly number[]): number[][] {
  const starts = Array.from({ length: Math.ceil(ids.length / mostAtOnce) }, (_, index) => index * mostAtOnce);
  return starts.map((start) => ids.slice(start, start + mostAtOnce));
}

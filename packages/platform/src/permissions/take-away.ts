import type { Writer } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';

const tables = [
  'company_levels',
  'project_levels',
  'project_actions',
  'project_members',
  'permission_group_members',
] as const;

/** Takes all that a person may do in a company: levels, granular permissions, templates, projects and groups. */
export async function takeAwayPermissions(
  tx: Writer<Tables>,
  companyId: number,
  personId: number,
): Promise<void> {
  for (const table of tables)
    await tx
      .deleteFrom(table)
      .where('company_id', '=', companyId)
      .where('person_id', '=', personId)
      .execute();
  await tx
    .updateTable('company_members')
    .set({ permission_template_id: null, default_permission_template_id: null })
    .where('company_id', '=', companyId)
    .where('person_id', '=', personId)
    .execute();
}

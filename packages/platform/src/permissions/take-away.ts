import type { Writer } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';

const inProjects = ['project_levels', 'project_members'] as const;
const elsewhere = ['company_levels', 'project_actions', 'permission_group_members'] as const;

/** Takes all that a person may do in a company: levels, granular permissions, templates, projects and groups. */
export async function takeAwayPermissions(
  tx: Writer<Tables>,
  companyId: number,
  personId: number,
): Promise<void> {
  await takeAwayBesideProjects(tx, companyId, personId);
  for (const table of inProjects)
    await tx
      .deleteFrom(table)
      .where('company_id', '=', companyId)
      .where('person_id', '=', personId)
      .execute();
}

/** The same but for memberships of projects and the levels by hand there, which may be ten thousand: see to them next. */
export async function takeAwayBesideProjects(
  tx: Writer<Tables>,
  companyId: number,
  personId: number,
): Promise<void> {
  for (const table of elsewhere)
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

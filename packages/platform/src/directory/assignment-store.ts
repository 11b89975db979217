import { type Reader, sql } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';
import type { Slice } from './project-store.ts';

/** A page of the company's active projects by name, each with what one person is in it. */
export async function listAssignments(
  tx: Reader<Tables>,
  companyId: number,
  personId: number,
  asked: {
    /** Null for both. */
    readonly assigned: boolean | null;
    readonly search: string | undefined;
    readonly direction: 'asc' | 'desc';
    readonly slice: Slice;
  },
) {
  let projects = tx
    .selectFrom('projects')
    .leftJoin('project_members', (join) =>
      join
        .onRef('project_members.company_id', '=', 'projects.company_id')
        .onRef('project_members.project_id', '=', 'projects.id')
        .on('project_members.person_id', '=', personId),
    )
    .leftJoin('permission_templates', 'permission_templates.id', 'project_members.permission_template_id')
    .where('projects.company_id', '=', companyId)
    .where('projects.archived_at', 'is', null);
  if (asked.assigned !== null)
    projects = projects.where('project_members.person_id', asked.assigned ? 'is not' : 'is', null);
  if (asked.search !== undefined && asked.search !== '') {
    const like = `%${asked.search.replaceAll(/[\\%_]/g, '\\$&').toLowerCase()}%`;
    projects = projects.where(sql<boolean>`lower(projects.name) like ${like} escape '\\'`);
  }
  const { total } = await projects
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const assignments = await projects
    .select(['projects.id', 'projects.name', 'projects.project_number'])
    .select(['project_members.person_id as member'])
    .select(['permission_templates.id as template_id', 'permission_templates.name as template'])
    .orderBy('projects.name', asked.direction)
    .orderBy('projects.id', asked.direction)
    .limit(asked.slice.perPage)
    .offset(asked.slice.offset)
    .execute();
  return { total: Number(total), assignments };
}

import type { Reader, Writer } from '@gatehouse/database';
import type { Facts } from '../access/facts.ts';
import { levels } from '../access/levels.ts';
import { projectFaults } from '../access/project-faults.ts';
import { levelOn } from '../access/standing.ts';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import { addProjectMember } from './members.ts';

type Means = Pick<House, 'clock' | 'random'>;
type Errors = Record<string, string[]>;

export interface Joining {
  readonly projectId: number;
  readonly personId: number;
  /** Absent: what the person holds by default; null: no template at all. */
  readonly templateId?: number | null | undefined;
}

/**
 * Who says which template somebody holds: whoever gives permissions, which is Admin of the company's Directory. Who
 * runs the Directory of one project puts people in with what they hold by default, or anybody could be made an Admin
 * of the project by a word of theirs: they themselves, too.
 */
export function givesTemplates(facts: Facts): boolean {
  return levelOn(facts, { at: 'company', tool: 'directory' }) >= levels.Admin;
}

/**
 * Puts somebody of the company into one of its projects; the answer is why not. Whoever is in it already keeps what
 * they hold, unless a template is named.
 */
export async function joinProject(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  { projectId, personId, templateId }: Joining,
): Promise<Errors | undefined> {
  const member = await tx
    .selectFrom('company_members')
    .select('default_permission_template_id')
    .where('company_id', '=', companyId)
    .where('person_id', '=', personId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (member === undefined) return { user_id: ['is not an active user of this company'] };
  const closed = await projectFaults(tx, companyId, projectId, origin);
  if (closed !== null) return closed;
  if (templateId === undefined && (await isInProject(tx, companyId, projectId, personId))) return undefined;
  const wanted = templateId === undefined ? member.default_permission_template_id : templateId;
  const unfit = await templateErrors(tx, companyId, projectId, templateId);
  if (unfit !== undefined) return unfit;
  await addProjectMember(house, tx, origin, companyId, { projectId, personId, templateId: wanted });
  return undefined;
}

/** Why a template cannot be held in a project; undefined where it can, or where none is named. */
export async function templateErrors(
  tx: Reader<Tables>,
  companyId: number,
  projectId: number,
  templateId: number | null | undefined,
): Promise<Errors | undefined> {
  if (templateId == null) return undefined;
  const template = await tx
    .selectFrom('permission_templates')
    .select(['type', 'project_id'])
    .where('company_id', '=', companyId)
    .where('id', '=', templateId)
    .executeTakeFirst();
  const fits =
    template?.type === 'global' ||
    (template?.type === 'project_specific' && template.project_id === projectId);
  return fits ? undefined : { permission_template_id: ['is not a template that can be held here'] };
}

async function isInProject(
  tx: Reader<Tables>,
  companyId: number,
  projectId: number,
  personId: number,
): Promise<boolean> {
  const row = await tx
    .selectFrom('project_members')
    .select('person_id')
    .where('company_id', '=', companyId)
    .where('project_id', '=', projectId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Takes somebody out of a project, with all they could do there. The company's record stays. Who is put back begins
 * with what they are given then, not with what was left lying here.
 */
export async function leaveProject(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  { projectId, personId }: Omit<Joining, 'templateId'>,
): Promise<Errors | undefined> {
  const closed = await projectFaults(tx, companyId, projectId, origin);
  if (closed !== null) return closed;
  const left = await tx
    .deleteFrom('project_members')
    .where('company_id', '=', companyId)
    .where('project_id', '=', projectId)
    .where('person_id', '=', personId)
    .returning('person_id')
    .executeTakeFirst();
  if (left === undefined) return { user_id: ['is not in this project'] };
  for (const table of ['project_levels', 'project_actions'] as const)
    await tx
      .deleteFrom(table)
      .where('company_id', '=', companyId)
      .where('project_id', '=', projectId)
      .where('person_id', '=', personId)
      .execute();
  await record(house, tx, origin, {
    event: 'member.removed',
    companyId,
    subject: `person:${personId}`,
    details: { project: projectId },
  });
  return undefined;
}

import type { Reader, Writer } from '@gatehouse/database';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { ProjectRow, Tables } from '../schema/tables.ts';
import { createProject } from './companies.ts';
import { addProjectMember } from './members.ts';
import { changedDetails, type ProjectInput } from './project-details.ts';
import { type FoundProject, findProject, findProjectByOrigin } from './project-store.ts';
import { zoneOf } from './time-zones.ts';

type Means = Pick<House, 'clock' | 'random'>;
type Errors = Readonly<Record<string, readonly string[]>>;

export type ProjectOutcome =
  | { readonly kind: 'written'; readonly project: FoundProject }
  | { readonly kind: 'faults'; readonly errors: Errors };

/** Makes a project, and puts into it whoever is put into every new one, with the template they hold by default. */
export async function makeProject(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  creator: { readonly personId: number; readonly joins: boolean },
  input: ProjectInput,
): Promise<ProjectOutcome> {
  const errors = await projectFaults(tx, companyId, undefined, input);
  if (errors !== undefined) return { kind: 'faults', errors };
  const projectId = await createProject(house, tx, origin, companyId, {
    name: input.name ?? '',
    projectNumber: blankIsNull(input.project_number) ?? null,
    createdBy: creator.personId,
  });
  const now = house.clock.now();
  await tx
    .updateTable('projects')
    .set({
      created_by: creator.personId,
      origin_id: blankIsNull(input.origin_id) ?? null,
      details: changedDetails(null, input),
      archived_at: input.active === false ? now : null,
    })
    .where('company_id', '=', companyId)
    .where('id', '=', projectId)
    .execute();
  const members = await tx
    .selectFrom('company_members')
    .select(['person_id', 'default_permission_template_id'])
    .where('company_id', '=', companyId)
    .where('added_to_new_projects_since', 'is not', null)
    .where('removed_at', 'is', null)
    .execute();
  for (const { person_id: personId, default_permission_template_id: templateId } of members)
    await addProjectMember(house, tx, origin, companyId, { projectId, personId, templateId });
  // Who sees only the projects they are in would not see what they have just made.
  if (creator.joins)
    await addProjectMember(house, tx, origin, companyId, { projectId, personId: creator.personId });
  return await written(tx, companyId, projectId);
}

/** Changes a project; `active` archives it, or brings it back. What the input leaves out stays as it is. */
export async function changeProject(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  known: FoundProject,
  input: ProjectInput,
): Promise<ProjectOutcome> {
  const errors = await projectFaults(tx, companyId, known, input);
  if (errors !== undefined) return { kind: 'faults', errors };
  const now = house.clock.now();
  const values: Partial<Omit<ProjectRow, 'id'>> = {
    updated_at: now,
    details: changedDetails(known.details, input),
    ...(input.name === undefined ? {} : { name: input.name }),
    ...(input.project_number === undefined
      ? {}
      : { project_number: blankIsNull(input.project_number) ?? null }),
    ...(input.origin_id === undefined ? {} : { origin_id: blankIsNull(input.origin_id) ?? null }),
    ...(input.active === undefined ? {} : { archived_at: input.active ? null : (known.archived_at ?? now) }),
  };
  await tx
    .updateTable('projects')
    .set(values)
    .where('company_id', '=', companyId)
    .where('id', '=', known.id)
    .execute();
  await record(house, tx, origin, {
    event: 'project.changed',
    companyId,
    subject: `project:${known.id}`,
    details: { fields: Object.keys(input).join(' ') },
  });
  return await written(tx, companyId, known.id);
}

async function written(tx: Reader<Tables>, companyId: number, projectId: number): Promise<ProjectOutcome> {
  const project = await findProject(tx, companyId, projectId);
  if (project === undefined) throw new Error(`project ${projectId} was written and is not there`);
  return { kind: 'written', project };
}

async function projectFaults(
  tx: Reader<Tables>,
  companyId: number,
  known: FoundProject | undefined,
  input: ProjectInput,
): Promise<Errors | undefined> {
  const errors: Record<string, string[]> = {};
  if (known === undefined && (input.name ?? '').trim() === '') errors.name = ["can't be blank"];
  if (input.time_zone && zoneOf(input.time_zone) === null) errors.time_zone = ['is not included in the list'];
  if (input.country_code && !/^[A-Za-z]{2}$/.test(input.country_code))
    errors.country_code = ['must be two letters (ISO 3166)'];
  if (input.origin_id) {
    const holder = await findProjectByOrigin(tx, companyId, input.origin_id);
    if (holder !== undefined && holder !== known?.id) errors.origin_id = ['has already been taken'];
  }
  return Object.keys(errors).length === 0 ? undefined : errors;
}

function blankIsNull(text: string | null | undefined): string | null | undefined {
  return text === '' ? null : text;
}

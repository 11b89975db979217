import type { Reader, Writer } from '@gatehouse/database';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import { keepMemberWords } from '../naming/member-words.ts';
import { sortKey } from '../naming/sort-key.ts';
import type { Tables } from '../schema/tables.ts';
import { ceaseAccountsOf } from '../service-accounts/cease.ts';

type Means = Pick<House, 'clock' | 'random'>;

export interface NewMember {
  readonly personId: number;
  readonly employee?: boolean;
  readonly jobTitle?: string | null;
  /** They have not been asked yet, or join with an account of their own; else they are of the company's making. */
  readonly standing?: 'pending' | 'joined' | undefined;
}

/**
 * Puts a person into a company's directory, or back into it. They begin with no levels. The contact of a service
 * account that is put into a second company costs the account its life (rule S4).
 */
export async function addCompanyMember(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  member: NewMember,
): Promise<void> {
  const now = house.clock.now();
  const { name, email } = await tx
    .selectFrom('people')
    .select(['name', 'email'])
    .where('id', '=', member.personId)
    .executeTakeFirstOrThrow();
  const held = {
    // Where one stands in a list tells what one is called.
    name_key: sortKey(member.standing === 'pending' ? email : name),
    activated_at: now,
    employee_since: member.employee === true ? now : null,
    job_title: member.jobTitle ?? null,
    removed_at: null,
    pending_since: member.standing === 'pending' ? now : null,
    joined_at: member.standing === 'joined' ? now : null,
  };
  await tx
    .insertInto('company_members')
    .values({ company_id: companyId, person_id: member.personId, created_at: now, ...held })
    .onConflict((on) => on.columns(['company_id', 'person_id']).doUpdateSet(held))
    .execute();
  await keepMemberWords(tx, member.personId);
  await record(house, tx, origin, { event: 'member.added', companyId, subject: `person:${member.personId}` });
  await ceaseAccountsOf(house, tx, origin, member.personId, 'added_to_another_company', companyId);
}

/** Puts a member of the company into one of its projects. Throws if person or project is not of that company. */
export async function addProjectMember(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  {
    projectId,
    personId,
    templateId,
  }: { readonly projectId: number; readonly personId: number; readonly templateId?: number | null },
): Promise<void> {
  await requireProjectAndMember(tx, companyId, projectId, personId);
  await tx
    .insertInto('project_members')
    .values({
      company_id: companyId,
      project_id: projectId,
      person_id: personId,
      permission_template_id: templateId ?? null,
      created_at: house.clock.now(),
    })
    .onConflict((on) => {
      const known = on.columns(['company_id', 'project_id', 'person_id']);
      return templateId === undefined
        ? known.doNothing()
        : known.doUpdateSet({ permission_template_id: templateId });
    })
    .execute();
  await record(house, tx, origin, {
    event: 'member.added',
    companyId,
    subject: `person:${personId}`,
    details: { project: projectId },
  });
}

async function requireProjectAndMember(
  tx: Reader<Tables>,
  companyId: number,
  projectId: number,
  personId: number,
): Promise<void> {
  const found = await tx
    .selectFrom('projects')
    .innerJoin('company_members', 'company_members.company_id', 'projects.company_id')
    .select('projects.id')
    .where('projects.id', '=', projectId)
    .where('projects.company_id', '=', companyId)
    .where('company_members.person_id', '=', personId)
    .where('company_members.removed_at', 'is', null)
    .executeTakeFirst();
  if (found === undefined) {
    throw new Error(`person ${personId} or project ${projectId} does not belong to company ${companyId}`);
  }
}

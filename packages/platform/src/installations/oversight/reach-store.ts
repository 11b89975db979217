import type { Reader } from '@gatehouse/database';
import type { Bearer } from '../../access/snapshot-store.ts';
import type { Tables } from '../../schema/tables.ts';
import type { AppCredential } from '../credential-store.ts';

/** The bearer that a token of this credential would be: of one chain, or (null) of the app itself. */
export function bearerOf(credential: AppCredential, familyId: string | null): Bearer {
  // No token has this id, and none is made: the facts are asked for as if one were shown.
  const claims = { ...credential, tokenId: 'reach', familyId, issuedAt: 0, expiresAt: 0 };
  return { kind: 'app', claims };
}

export interface Reacher {
  readonly personId: number;
  readonly name: string;
  /** The chain of tokens; null for the app's own account, which has none. */
  readonly familyId: string | null;
}

/** The app's own account in the company, alive or not. */
export async function accountOf(
  tx: Reader<Tables>,
  companyId: number,
  clientId: string,
): Promise<Reacher | undefined> {
  return await tx
    .selectFrom('service_accounts')
    .innerJoin('people', 'people.id', 'service_accounts.person_id')
    .select(['people.id as personId', 'people.name'])
    .select((eb) => eb.lit(null).as('familyId'))
    .where('service_accounts.company_id', '=', companyId)
    .where('service_accounts.client_id', '=', clientId)
    .where('service_accounts.kind', '=', 'developer_managed')
    .executeTakeFirst();
}

/** A page of the members who allow the app, each with a chain of tokens that is alive, if there is one. */
export async function membersWhoAllow(
  tx: Reader<Tables>,
  companyId: number,
  clientId: string,
  { perPage, offset }: { readonly perPage: number; readonly offset: number },
): Promise<{ readonly total: number; readonly members: readonly Reacher[] }> {
  const allowing = tx
    .selectFrom('grants')
    .innerJoin('people', 'people.id', 'grants.person_id')
    .innerJoin('company_members', 'company_members.person_id', 'grants.person_id')
    .where('grants.client_id', '=', clientId)
    .where('grants.revoked_at', 'is', null)
    .where('company_members.company_id', '=', companyId)
    .where('company_members.removed_at', 'is', null)
    // Which apps somebody uses who was but named is not the company's business.
    .where('company_members.pending_since', 'is', null);
  const { total } = await allowing
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const members = await allowing
    .select(({ selectFrom }) => [
      'people.id as personId',
      'people.name',
      selectFrom('token_families')
        .select(({ fn }) => fn.max('token_families.id').as('id'))
        .whereRef('token_families.grant_id', '=', 'grants.id')
        .where('token_families.revoked_at', 'is', null)
        .as('familyId'),
    ])
    .orderBy('people.name')
    .orderBy('people.id')
    .limit(perPage)
    .offset(offset)
    .execute();
  // Without a living chain there is no token to show, which is what a chain of no name says to the facts.
  return {
    total,
    members: members.map(({ familyId, ...member }) => ({ ...member, familyId: familyId ?? '' })),
  };
}

/** What the projects of a company say about some people and one app, each as a set of keys. */
export interface ProjectFactsOf {
  readonly projects: readonly { readonly id: number; readonly name: string }[];
  readonly permitted: ReadonlySet<number>;
  readonly archived: ReadonlySet<number>;
  /** `<project>:<tool>` */
  readonly disabled: ReadonlySet<string>;
  /** `<person>:<project>` */
  readonly members: ReadonlySet<string>;
  /** `<person>:<project>:<tool>` */
  readonly levels: ReadonlyMap<string, number>;
}

export async function loadProjects(
  tx: Reader<Tables>,
  companyId: number,
  appId: number,
  personIds: readonly number[],
): Promise<ProjectFactsOf> {
  const projects = await tx
    .selectFrom('projects')
    .select(['id', 'name', 'archived_at'])
    .where('company_id', '=', companyId)
    .orderBy('name')
    .orderBy('id')
    .execute();
  const permitted = await tx
    .selectFrom('permitted_projects')
    .select('project_id')
    .where('company_id', '=', companyId)
    .where('app_id', '=', appId)
    .execute();
  const disabled = await tx
    .selectFrom('disabled_tools')
    .select(['project_id', 'tool'])
    .where('company_id', '=', companyId)
    .execute();
  const ofPeople = personIds.length === 0 ? [-1] : personIds;
  const members = await tx
    .selectFrom('project_members')
    .select(['person_id', 'project_id'])
    .where('company_id', '=', companyId)
    .where('person_id', 'in', ofPeople)
    .execute();
  const byTemplate = await tx
    .selectFrom('project_members')
    .innerJoin('permission_template_levels as said', (join) =>
      join
        .onRef('said.company_id', '=', 'project_members.company_id')
        .onRef('said.template_id', '=', 'project_members.permission_template_id'),
    )
    .select(['project_members.person_id', 'project_members.project_id', 'said.tool', 'said.level'])
    .where('project_members.company_id', '=', companyId)
    .where('project_members.person_id', 'in', ofPeople)
    .execute();
  const byHand = await tx
    .selectFrom('project_levels')
    .select(['person_id', 'project_id', 'tool', 'level'])
    .where('company_id', '=', companyId)
    .where('person_id', 'in', ofPeople)
    .execute();
  return {
    projects: projects.map(({ id, name }) => ({ id, name })),
    archived: new Set(projects.flatMap(({ id, archived_at }) => (archived_at === null ? [] : [id]))),
    permitted: new Set(permitted.map(({ project_id }) => project_id)),
    disabled: new Set(disabled.map(({ project_id, tool }) => `${project_id}:${tool}`)),
    members: new Set(members.map(({ person_id, project_id }) => `${person_id}:${project_id}`)),
    // In this order: what was set by hand stands in place of the template's word.
    levels: new Map(
      [...byTemplate, ...byHand].map(({ person_id, project_id, tool, level }) => [
        `${person_id}:${project_id}:${tool}`,
        level,
      ]),
    ),
  };
}

import type { Reader, Writer } from '@gatehouse/database';
import type { Manifest } from '@gatehouse/wire';
import { decide } from '../access/decide.ts';
import type { Need } from '../access/facts.ts';
import { type Level, type LevelName, levels, type Tool } from '../access/levels.ts';
import { momentOf } from '../access/moment.ts';
import { type Bearer, loadFacts } from '../access/snapshot-store.ts';
import { createApp, createClient } from '../apps/create-app.ts';
import { saveVersion } from '../apps/save-version.ts';
import { promoteVersion } from '../apps/version-steps.ts';
import type { Version } from '../apps/version-store.ts';
import type { Origin } from '../audit/audit.ts';
import { createCompany, createProject } from '../directory/companies.ts';
import { addCompanyMember, addProjectMember } from '../directory/members.ts';
import { createPerson } from '../directory/people.ts';
import { setCompanyLevel, setProjectLevel } from '../directory/tool-levels.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import { createServiceAccount } from './create-service-account.ts';

export const system: Origin = { requestId: 'test', address: '', actor: { kind: 'system' }, clientId: null };

export interface WorldCompany {
  readonly id: number;
  readonly projects: readonly number[];
}

export interface WorldApp {
  readonly id: number;
  readonly clientId: string;
  /** The chain of a person's Allow, who is in every company. */
  readonly familyId: string;
}

export interface LifecycleWorld {
  readonly adminId: number;
  /** A member of everything with Standard on every documents tool, who has allowed every app. */
  readonly memberId: number;
  readonly companies: readonly WorldCompany[];
  readonly apps: readonly WorldApp[];
  /** A traditional account of the first company. */
  readonly account: { readonly id: number; readonly personId: number; readonly clientId: string };
}

/** Two companies with two projects each, two apps, and nothing installed. `mark` keeps runs of one database apart. */
export async function makeWorld(house: House, mark: string): Promise<LifecycleWorld> {
  return await house.database.write(async (tx) => {
    const person = (name: string) =>
      createPerson(house, tx, system, {
        kind: 'user',
        lastName: name,
        email: `${name}-${mark}@worlds.example`,
      });
    const adminId = await person('admin');
    const memberId = await person('member');
    const companies: WorldCompany[] = [];
    for (const name of ['one', 'other']) companies.push(await company(house, tx, name, adminId, memberId));
    const apps: WorldApp[] = [];
    for (const name of ['first', 'second'])
      apps.push(await app(house, tx, `${name}-${mark}`, adminId, memberId));
    const account = await createServiceAccount(house, tx, system, {
      companyId: companies[0]?.id ?? 0,
      name: `traditional ${mark}`,
      createdBy: adminId,
    });
    return { adminId, memberId, companies, apps, account };
  });
}

async function company(
  house: House,
  tx: Writer<Tables>,
  name: string,
  adminId: number,
  memberId: number,
): Promise<WorldCompany> {
  const id = await createCompany(house, tx, system, { name, environment: 'production', createdBy: adminId });
  await addCompanyMember(house, tx, system, id, { personId: adminId });
  await setCompanyLevel(house, tx, system, id, { personId: adminId, tool: 'admin', level: 'Admin' });
  await addCompanyMember(house, tx, system, id, { personId: memberId });
  const held = { personId: memberId, tool: 'documents', level: 'Standard' } as const;
  await setCompanyLevel(house, tx, system, id, held);
  const projects: number[] = [];
  for (const project of ['a', 'b']) {
    const projectId = await createProject(house, tx, system, id, { name: project, createdBy: adminId });
    await addProjectMember(house, tx, system, id, { projectId, personId: memberId });
    await setProjectLevel(house, tx, system, id, { ...held, projectId });
    projects.push(projectId);
  }
  return { id, projects };
}

async function app(
  house: House,
  tx: Writer<Tables>,
  name: string,
  adminId: number,
  memberId: number,
): Promise<WorldApp> {
  const { id } = await createApp(house, tx, system, {
    name,
    description: '',
    publisher: '',
    developerId: adminId,
  });
  const { clientId } = await createClient(house, tx, system, {
    appId: id,
    environment: 'production',
    grantTypes: ['authorization_code', 'client_credentials'],
    redirectUris: [],
  });
  const [grantId, familyId] = [`grant ${name}`, `family ${name}`];
  const times = { created_at: 1, revoked_at: null, revoked_reason: null };
  await tx
    .insertInto('grants')
    .values({ id: grantId, person_id: memberId, client_id: clientId, ...times })
    .execute();
  await tx
    .insertInto('token_families')
    .values({
      id: familyId,
      grant_id: grantId,
      client_id: clientId,
      generation: 1,
      refresh_hash: '',
      rotated_at: 1,
      ...times,
    })
    .execute();
  return { id, clientId, familyId };
}

/** Saves and promotes the next version of an app. */
export async function publish(
  house: House,
  { id: appId }: WorldApp,
  semver: string,
  components: Manifest['components'],
  personId: number,
): Promise<Version> {
  const manifest: Manifest = { components, instructions: '', post_installation_notes: '' };
  return await house.database.write(async (tx) => {
    const saved = await saveVersion(house, tx, system, appId, { semver, manifest, personId });
    if (saved.kind !== 'saved') throw new Error(saved.message);
    const promoted = await promoteVersion(house, tx, system, saved.version, 'notes');
    if (promoted.kind !== 'promoted') throw new Error(promoted.kind);
    return promoted.version;
  });
}

export function ownToken(house: House, clientId: string, epoch = 0): Bearer {
  return tokenFor(house, clientId, null, epoch);
}

export function memberToken(house: House, { clientId, familyId }: WorldApp): Bearer {
  return tokenFor(house, clientId, familyId, 0);
}

function tokenFor(house: House, clientId: string, familyId: string | null, epoch: number): Bearer {
  const now = house.clock.now();
  const times = { issuedAt: now, expiresAt: now + 60_000 };
  return {
    kind: 'app',
    claims: { tokenId: 'none', clientId, epoch, environment: 'production', familyId, ...times },
  };
}

/** One tool of a company, or of one of its projects. */
export interface Place {
  readonly companyId: number;
  readonly projectId: number | null;
  readonly tool: Tool;
}

/** The highest level at which a call would be allowed now; None where none would. */
export async function levelReached(
  house: House,
  tx: Reader<Tables>,
  bearer: Bearer,
  { companyId, projectId, tool }: Place,
): Promise<Level> {
  const facts = await loadFacts(tx, { bearer, companyId, projectId, tool, ...momentOf(house) });
  const at = projectId === null ? 'company' : 'project';
  const need = (level: LevelName): Need => ({
    at,
    tool,
    level: levels[level],
    on: 'collection',
    changes: false,
  });
  for (const level of ['Admin', 'Standard', 'Read Only'] as const)
    if (decide(facts, need(level)).allowed) return levels[level];
  return levels.None;
}

/** What is written down for somebody in a company and its projects, whoever may use it. */
export async function levelsStored(
  tx: Reader<Tables>,
  companyId: number,
  personId: number,
): Promise<(place: Place) => number> {
  const company = await tx
    .selectFrom('company_levels')
    .select(['tool', 'level'])
    .where('company_id', '=', companyId)
    .where('person_id', '=', personId)
    .execute();
  const projects = await tx
    .selectFrom('project_levels')
    .select(['project_id', 'tool', 'level'])
    .where('company_id', '=', companyId)
    .where('person_id', '=', personId)
    .execute();
  return ({ projectId, tool }) =>
    (projectId === null
      ? company.find((row) => row.tool === tool)
      : projects.find((row) => row.project_id === projectId && row.tool === tool)
    )?.level ?? levels.None;
}

/** The contact of an app's own account in a company, if it ever had one. */
export async function contactOf(
  tx: Reader<Tables>,
  { id: companyId }: WorldCompany,
  { clientId }: WorldApp,
): Promise<number | undefined> {
  const row = await tx
    .selectFrom('service_accounts')
    .select('person_id')
    .where('company_id', '=', companyId)
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  return row?.person_id;
}

import type { Writer } from '@gatehouse/database';
import { createApp, createClient } from '../apps/create-app.ts';
import { type Origin, record } from '../audit/audit.ts';
import { createCompany, createProject } from '../directory/companies.ts';
import { addCompanyMember, addProjectMember } from '../directory/members.ts';
import { createPerson } from '../directory/people.ts';
import { setCompanyLevel, setProjectLevel } from '../directory/tool-levels.ts';
import type { House } from '../house.ts';
import { install } from '../installations/install.ts';
import type { Tables } from '../schema/tables.ts';
import { createServiceAccount } from '../service-accounts/create-service-account.ts';
import { hashPassword } from '../sign-in/passwords.ts';
import {
  apps,
  type CastCompany,
  type CastDocument,
  companies,
  companyDocuments,
  people,
  projectDocuments,
  serviceAccounts,
} from './cast.ts';
import { type DemoContent, keepContents, writeDocuments } from './demo-documents.ts';
import type { DemoApp, DemoFile, DemoServiceAccount } from './demo-file.ts';
import { demoPassword } from './demo-password.ts';

const origin: Origin = { requestId: 'demo', address: '', actor: { kind: 'system' }, clientId: null };

interface LoadedCompany {
  readonly id: number;
  readonly cast: CastCompany;
  readonly projects: readonly { readonly id: number; readonly name: string }[];
}

/** Puts the whole cast on stage in one unit: a start that is cut off leaves no half of a demo. */
export async function loadDemo(house: House): Promise<DemoFile> {
  const password = demoPassword(house.random);
  const passwordHash = await hashPassword(house.random, password);
  const contents = await keepContents(house, [...companyDocuments, ...projectDocuments]);
  const loaded = await house.database.write(async (tx) => {
    const personIds = new Map<string, number>();
    for (const { key, roles, ...person } of people) {
      const id = await createPerson(house, tx, origin, {
        ...person,
        kind: 'user',
        passwordHash,
        operator: roles.includes('operator'),
      });
      personIds.set(key, id);
    }
    const stage = { house, tx, personIds, contents };
    const loadedCompanies: LoadedCompany[] = [];
    for (const cast of companies) loadedCompanies.push(await loadCompany(stage, cast));
    const loadedApps = await loadApps(stage, loadedCompanies);
    const accounts = await loadServiceAccounts(stage, loadedCompanies);
    await record(house, tx, origin, { event: 'demo.loaded' });
    return { companies: loadedCompanies, apps: loadedApps, serviceAccounts: accounts };
  });
  return {
    platformUrl: house.issuer,
    linkUrl: null,
    people: people.map(({ firstName, lastName, email, roles }) => ({
      name: `${firstName} ${lastName}`,
      email,
      password,
      roles,
    })),
    companies: loaded.companies.map(({ id, cast, projects }) => ({
      id,
      name: cast.name,
      environment: cast.environment,
      projects,
    })),
    apps: loaded.apps,
    serviceAccounts: loaded.serviceAccounts,
  };
}

interface Stage {
  readonly house: House;
  readonly tx: Writer<Tables>;
  readonly personIds: ReadonlyMap<string, number>;
  readonly contents: ReadonlyMap<CastDocument, DemoContent>;
}

function idOf(ids: ReadonlyMap<string, number>, key: string): number {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`Nobody in the cast is called ${key}.`);
  return id;
}

async function loadCompany(stage: Stage, cast: CastCompany): Promise<LoadedCompany> {
  const { house, tx, personIds } = stage;
  const keeper = idOf(personIds, cast.members[0]?.person ?? '');
  const id = await createCompany(house, tx, origin, {
    name: cast.name,
    environment: cast.environment,
    createdBy: keeper,
  });
  const projectIds = new Map<string, number>();
  for (const { name, number } of cast.projects) {
    const project = { name, projectNumber: number, createdBy: keeper };
    projectIds.set(name, await createProject(house, tx, origin, id, project));
  }
  for (const member of cast.members) {
    const personId = idOf(personIds, member.person);
    await addCompanyMember(house, tx, origin, id, { personId, employee: true });
    for (const [tool, level] of entries(member.company))
      await setCompanyLevel(house, tx, origin, id, { personId, tool, level });
    for (const [project, levels] of Object.entries(member.projects)) {
      const projectId = idOf(projectIds, project);
      await addProjectMember(house, tx, origin, id, { projectId, personId });
      for (const [tool, level] of entries(levels))
        await setProjectLevel(house, tx, origin, id, { projectId, personId, tool, level });
    }
  }
  await writeDocuments(stage, origin, { companyId: id, projectId: null, personId: keeper }, companyDocuments);
  for (const projectId of projectIds.values())
    await writeDocuments(stage, origin, { companyId: id, projectId, personId: keeper }, projectDocuments);
  return { id, cast, projects: [...projectIds].map(([name, projectId]) => ({ id: projectId, name })) };
}

function entries<K extends string, V>(record_: Readonly<Partial<Record<K, V>>>): [K, V][] {
  return Object.entries(record_) as [K, V][];
}

async function loadApps(stage: Stage, loaded: readonly LoadedCompany[]): Promise<DemoApp[]> {
  const { house, tx, personIds } = stage;
  const clients: DemoApp[] = [];
  for (const cast of apps) {
    const { id } = await createApp(house, tx, origin, {
      name: cast.name,
      description: cast.description,
      publisher: cast.publisher,
      developerId: idOf(personIds, 'devon'),
    });
    for (const environment of ['production', 'sandbox'] as const) {
      const { grantTypes, redirectUris } = cast;
      const client = await createClient(house, tx, origin, {
        appId: id,
        environment,
        grantTypes,
        redirectUris,
      });
      const { clientId, clientSecret = '' } = client;
      clients.push({ name: cast.name, clientId, clientSecret, environment, redirectUris });
    }
    for (const company of loaded) {
      if (!(company.cast.key in cast.installedIn)) continue;
      const personId = idOf(personIds, company.cast.members[0]?.person ?? '');
      await install(house, tx, origin, company.id, { appId: id, personId, how: 'admin' });
    }
  }
  return clients;
}

async function loadServiceAccounts(
  { house, tx, personIds }: Stage,
  loaded: readonly LoadedCompany[],
): Promise<DemoServiceAccount[]> {
  const accounts: DemoServiceAccount[] = [];
  for (const { name, company } of serviceAccounts) {
    const found = loaded.find(({ cast }) => cast.key === company);
    if (found === undefined) throw new Error(`No company of the cast is called ${company}.`);
    const createdBy = idOf(personIds, found.cast.members[0]?.person ?? '');
    const account = await createServiceAccount(house, tx, origin, { companyId: found.id, name, createdBy });
    const { clientId, clientSecret } = account;
    accounts.push({ name, companyId: found.id, clientId, clientSecret });
  }
  return accounts;
}

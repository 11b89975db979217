import { record } from '../audit/audit.ts';
import { createCompany, createProject } from '../directory/companies.ts';
import { addCompanyMember, addProjectMember } from '../directory/members.ts';
import { createPerson } from '../directory/people.ts';
import { setCompanyLevel, setProjectLevel } from '../directory/tool-levels.ts';
import { type FirstDocument, type KeptTexts, keepTextsForEach, layOut } from '../documents/lay-out.ts';
import type { House } from '../house.ts';
import { hashPassword } from '../sign-in/passwords.ts';
import {
  type CastCompany,
  type CastDocument,
  companies,
  companyDocuments,
  people,
  projectDocuments,
} from './cast.ts';
import type { DemoFile } from './demo-file.ts';
import { demoPassword } from './demo-password.ts';
import { loadApps, loadServiceAccounts } from './load-apps.ts';
import { keeperOf, type LoadedCompany, origin, personId, type Stage } from './stage.ts';

/** More than a thousand statements, one after the other: a database far away, or a busy machine, needs more than usual. */
const patience = 120_000;

/** Puts the whole cast on stage in one unit: a start that is cut off leaves no half of a demo. */
export async function loadDemo(house: House): Promise<DemoFile> {
  const password = demoPassword(house.random);
  const passwordHash = await hashPassword(house.random, password);
  const documents = [...companyDocuments, ...projectDocuments];
  const textsOf = await keepTextsForEach(house.blobs, documents, companies.length);
  const loaded = await house.database.write(async (tx) => {
    const personIds = new Map<string, number>();
    for (const { key, roles, ...person } of people) {
      const id = await createPerson(house, tx, origin, {
        ...person,
        kind: 'user',
        passwordHash,
        emailProven: true,
        operator: roles.includes('operator'),
      });
      personIds.set(key, id);
    }
    const stage = { house, tx, personIds };
    const loadedCompanies: LoadedCompany[] = [];
    for (const [at, cast] of companies.entries())
      loadedCompanies.push(await loadCompany({ ...stage, texts: textsOf[at] ?? new Map() }, cast));
    const loadedApps = await loadApps(stage, loadedCompanies);
    const accounts = await loadServiceAccounts(stage, loadedCompanies);
    await record(house, tx, origin, { event: 'demo.loaded' });
    return { companies: loadedCompanies, apps: loadedApps, serviceAccounts: accounts };
  }, patience);
  return {
    platformUrl: house.issuer,
    linkUrl: house.settings.demoLinkUrl?.origin ?? null,
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

async function loadCompany(
  stage: Stage & { readonly texts: KeptTexts },
  cast: CastCompany,
): Promise<LoadedCompany> {
  const { house, tx } = stage;
  const keeper = keeperOf(stage, cast);
  const id = await createCompany(house, tx, origin, {
    name: cast.name,
    environment: cast.environment,
    createdBy: keeper,
  });
  const projects: { id: number; name: string }[] = [];
  for (const { name, number } of cast.projects) {
    const project = { name, projectNumber: number, createdBy: keeper };
    projects.push({ id: await createProject(house, tx, origin, id, project), name });
  }
  await loadMembers(stage, id, cast, projects);
  const place = { companyId: id, personId: keeper };
  const laid = { ...stage, origin };
  await layOut(laid, { ...place, projectId: null }, shared(stage, companyDocuments));
  for (const { id: projectId } of projects)
    await layOut(laid, { ...place, projectId }, shared(stage, projectDocuments));
  return { id, cast, projects };
}

async function loadMembers(
  stage: Stage,
  companyId: number,
  cast: CastCompany,
  projects: LoadedCompany['projects'],
): Promise<void> {
  const { house, tx } = stage;
  for (const member of cast.members) {
    const id = personId(stage, member.person);
    await addCompanyMember(house, tx, origin, companyId, { personId: id, employee: true });
    for (const [tool, level] of entries(member.company))
      await setCompanyLevel(house, tx, origin, companyId, { personId: id, tool, level });
    for (const { id: projectId, name } of projects) {
      const levels = member.projects[name];
      if (levels === undefined) continue;
      await addProjectMember(house, tx, origin, companyId, { projectId, personId: id });
      for (const [tool, level] of entries(levels))
        await setProjectLevel(house, tx, origin, companyId, { projectId, personId: id, tool, level });
    }
  }
}

/** The cast's documents, with the ids of those who may read the private ones. */
function shared(stage: Stage, documents: readonly CastDocument[]): FirstDocument[] {
  return documents.map(({ private: share, ...document }) =>
    share === undefined
      ? document
      : { ...document, private: { readerIds: share.readers.map((key) => personId(stage, key)) } },
  );
}

function entries<K extends string, V>(record_: Readonly<Partial<Record<K, V>>>): [K, V][] {
  return Object.entries(record_) as [K, V][];
}

import { createCompany } from '../../directory/companies.ts';
import { addCompanyMember, addProjectMember } from '../../directory/members.ts';
import { createPerson } from '../../directory/people.ts';
import { setCompanyLevel, setProjectLevel } from '../../directory/tool-levels.ts';
import { keepTexts } from '../../documents/lay-out.ts';
import type { House } from '../../house.ts';
import { origin } from '../stage.ts';
import { addFiles, makeProject } from './load-project.ts';
import { personOf } from './names.ts';
import type { Progress } from './progress.ts';
import { filesOf, type Sizes } from './sizes.ts';

const companyName = 'Large Company';
const peoplePerUnit = 100;
const teamSize = 10;

/**
 * Fills a company to its sizes, each step in a unit of its own and by the same rules as everything else is made by.
 * What was there already stays: a load that was cut off goes on where it stopped. Answers whether there was
 * anything to do.
 */
export async function loadLarge(
  house: House,
  sizes: Sizes,
  emails: { readonly keeper: string; readonly reader: string },
  told: (progress: Progress) => void,
): Promise<boolean> {
  const keeper = await personWith(house, emails.keeper);
  const reader = await personWith(house, emails.reader);
  const companyId = await findOrCreateCompany(house, keeper);
  const more = await fill(house, sizes, { companyId, keeper }, told);
  await letReaderIn(house, companyId, reader);
  return more;
}

async function fill(
  house: House,
  sizes: Sizes,
  { companyId, keeper }: { companyId: number; keeper: number },
  told: (progress: Progress) => void,
): Promise<boolean> {
  const people = await peopleOf(house, companyId);
  const known = await projectsOf(house, companyId);
  // Projects are filled one after the other: only the last may lack files.
  const lastFull = (known.at(-1)?.files ?? 0) >= filesOf(sizes, known.length - 1);
  if (people.length >= sizes.people && known.length >= sizes.projects && lastFull) return false;

  told({ what: 'people', done: people.length, of: sizes.people });
  while (people.length < sizes.people) {
    const until = Math.min(sizes.people, people.length + peoplePerUnit);
    people.push(...(await addPeople(house, companyId, people.length, until)));
    told({ what: 'people', done: people.length, of: sizes.people });
  }

  const texts = Array.from({ length: 16 }, (_, index) => ({
    text: `Sheet ${index}\n`.repeat(1 + index * 20),
  }));
  const contents = [...(await keepTexts(house.blobs, texts)).values()];
  let before = 0;
  for (let index = 0; index < sizes.projects; index += 1) {
    const files = filesOf(sizes, index);
    const begun = known[index];
    if (index >= known.length - 1) {
      const team = teamOf(people, index);
      const project = { index, companyId, keeper, team, files, contents };
      const id = begun?.id ?? (await house.database.write((tx) => makeProject(house, tx, project)));
      for (let made = begun?.files ?? 0; made < files; ) {
        made = await house.database.write((tx) => addFiles(house, tx, id, made, project));
        told({ what: 'files', done: before + made, of: sizes.files });
      }
    }
    before += files;
  }
  return true;
}

function teamOf(people: readonly number[], index: number): number[] {
  const size = Math.min(teamSize, people.length);
  return Array.from({ length: size }, (_, turn) => people[(index * size + turn) % people.length] ?? 0);
}

/** Somebody of the demo, who can sign in, reads the documents of the first project as one of its people. */
async function letReaderIn(house: House, companyId: number, personId: number): Promise<void> {
  await house.database.write(async (tx) => {
    const known = await tx
      .selectFrom('company_members')
      .select('person_id')
      .where('company_id', '=', companyId)
      .where('person_id', '=', personId)
      .executeTakeFirst();
    if (known !== undefined) return;
    const { id: projectId } = await tx
      .selectFrom('projects')
      .select('id')
      .where('company_id', '=', companyId)
      .orderBy('id')
      .executeTakeFirstOrThrow();
    await addCompanyMember(house, tx, origin, companyId, { personId });
    await addProjectMember(house, tx, origin, companyId, { projectId, personId });
    const change = { projectId, personId, tool: 'documents', level: 'Read Only' } as const;
    await setProjectLevel(house, tx, origin, companyId, change);
  });
}

async function personWith({ database }: House, email: string): Promise<number> {
  const person = await database.read((tx) =>
    tx.selectFrom('people').select('id').where('email', '=', email).executeTakeFirst(),
  );
  if (person === undefined) throw new Error(`There is nobody with the address ${email}.`);
  return person.id;
}

async function findOrCreateCompany(house: House, keeper: number): Promise<number> {
  return await house.database.write(async (tx) => {
    const known = await tx
      .selectFrom('companies')
      .select('id')
      .where('name', '=', companyName)
      .executeTakeFirst();
    if (known !== undefined) return known.id;
    const company = { name: companyName, environment: 'production', createdBy: keeper } as const;
    const id = await createCompany(house, tx, origin, company);
    await addCompanyMember(house, tx, origin, id, { personId: keeper, employee: true });
    for (const tool of ['admin', 'directory', 'documents'] as const)
      await setCompanyLevel(house, tx, origin, id, { personId: keeper, tool, level: 'Admin' });
    return id;
  });
}

/** Those who are there, as they were made one after the other: their ids are drawn, and say nothing of it. */
async function peopleOf({ database }: House, companyId: number): Promise<number[]> {
  const rows = await database.read((tx) =>
    tx
      .selectFrom('company_members')
      .innerJoin('people', 'people.id', 'company_members.person_id')
      .select(['people.id', 'people.email'])
      .where('company_id', '=', companyId)
      .execute(),
  );
  const ids = new Map(rows.map(({ id, email }) => [email, id]));
  const people: number[] = [];
  for (;;) {
    const id = ids.get(personOf(people.length).email);
    if (id === undefined) return people;
    people.push(id);
  }
}

/** The projects that are there; of the last one, with how many files. */
async function projectsOf({ database }: House, companyId: number) {
  return await database.read(async (tx) => {
    const rows = await tx
      .selectFrom('projects')
      .select('id')
      .where('company_id', '=', companyId)
      .orderBy('id')
      .execute();
    const last = rows.at(-1);
    if (last === undefined) return [];
    const { count } = await tx
      .selectFrom('documents')
      .select((eb) => eb.fn.countAll().as('count'))
      .where('company_id', '=', companyId)
      .where('project_id', '=', last.id)
      .where('kind', '=', 'file')
      .executeTakeFirstOrThrow();
    return rows.map(({ id }) => ({ id, files: id === last.id ? Number(count) : 0 }));
  });
}

async function addPeople(house: House, companyId: number, from: number, until: number): Promise<number[]> {
  return await house.database.write(async (tx) => {
    const ids: number[] = [];
    for (let index = from; index < until; index += 1) {
      const personId = await createPerson(house, tx, origin, { kind: 'user', ...personOf(index) });
      await addCompanyMember(house, tx, origin, companyId, { personId, employee: true });
      const change = { personId, tool: 'documents', level: 'Read Only' } as const;
      await setCompanyLevel(house, tx, origin, companyId, change);
      ids.push(personId);
    }
    return ids;
  });
}

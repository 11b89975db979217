import type { Writer } from '@gatehouse/database';
import fc from 'fast-check';
import type { Tables } from '../schema/tables.ts';
import type { Company, Item, LevelWord, Person, Project, Template, World } from './oracle.ts';
import { at, drawnPermits, permitsFrom } from './random-permits.test-support.ts';
import { number, storedPermits, storeTemplateLevels } from './store-permissions.test-support.ts';
import { storeLeftOut } from './store-world.test-support.ts';
import { idOf, type StoredWorld } from './stored-world.test-support.ts';

const kinds = [
  'move',
  'move',
  'mark',
  'keep',
  'template',
  'template',
  'holder',
  'hand',
  'group',
  'tool',
  'archive',
  'leave',
  'leave out',
  'leave out',
] as const;

export const drawnChange = fc.record({
  kind: fc.constantFrom(...kinds),
  company: fc.nat(),
  project: fc.nat(),
  which: fc.nat(),
  other: fc.nat(),
  level: fc.constantFrom<LevelWord>('None', 'Read Only', 'Standard', 'Admin'),
  permits: drawnPermits,
});
type Drawn = typeof drawnChange extends fc.Arbitrary<infer T> ? T : never;

/** Changes the world and what is stored of it in the same way, as an admin may at any moment. */
export async function change(
  tx: Writer<Tables>,
  stored: StoredWorld,
  world: World,
  drawn: Drawn,
): Promise<void> {
  const company = pick(world.companies, drawn.company);
  const project = pick(company.projects, drawn.project);
  const scope = drawn.other % 2 === 0 ? project : company;
  const item = pick(scope.items, drawn.which);
  switch (drawn.kind) {
    case 'move':
      return await move(tx, stored, item, pick<Item>(scope.items, drawn.other));
    case 'mark':
      item.private = !item.private;
      return await update(tx, stored, item, { private_at: item.private ? 1 : null });
    case 'keep':
      item.kept = !item.kept;
      return await update(tx, stored, item, { creator_reads_since: item.kept ? 1 : null });
    case 'template': {
      const template = pick([...company.projectTemplates, ...company.companyTemplates], drawn.which);
      template.documents = drawn.other % 4 === 0 ? null : drawn.level;
      template.permits = permitsFrom(drawn.permits);
      return await storeTemplateLevels(tx, stored, company, template);
    }
    case 'holder':
      return await hold(tx, stored, { company, project }, drawn);
    case 'hand':
      return await setByHand(tx, stored, { company, project }, drawn);
    case 'group':
      return await toggleMember(tx, stored, world, company, drawn);
    case 'tool':
      return await toggleTool(tx, stored, company, project);
    case 'archive':
      return await toggleArchived(tx, stored, project);
    case 'leave out':
      return await toggleLeftOut(tx, stored, world, company, drawn);
    case 'leave':
      return await leave(tx, stored, project, drawn);
  }
}

/** Under another folder; an item cannot come to lie in itself, and the root stays where it is. */
async function move(tx: Writer<Tables>, stored: StoredWorld, item: Item, into: Item): Promise<void> {
  if (item.folder === null) return;
  for (let above: Item | null = into; above !== null; above = above.folder) if (above === item) return;
  item.folder = into;
  await update(tx, stored, item, { parent_id: idOf(stored, into) });
}

async function update(
  tx: Writer<Tables>,
  stored: StoredWorld,
  item: Item,
  set: { parent_id?: number; private_at?: number | null; creator_reads_since?: number | null },
): Promise<void> {
  await tx.updateTable('documents').set(set).where('id', '=', idOf(stored, item)).execute();
}

interface Place {
  readonly company: Company;
  readonly project: Project;
}

async function hold(
  tx: Writer<Tables>,
  stored: StoredWorld,
  { company, project }: Place,
  { which, other }: Drawn,
): Promise<void> {
  const held = (templates: readonly Template[]) => (other % 3 === 0 ? null : pick(templates, other));
  const team = users(project.team.keys());
  if (team.length > 0) {
    const person = pick(team, which);
    const template = held(company.projectTemplates);
    project.team.set(person, template);
    await tx
      .updateTable('project_members')
      .set({ permission_template_id: template && idOf(stored, template) })
      .where('project_id', '=', idOf(stored, project))
      .where('person_id', '=', idOf(stored, person))
      .execute();
  }
  const known = users(company.directory.keys());
  if (known.length === 0) return;
  const person = pick(known, which);
  const entry = company.directory.get(person);
  const template = held(company.companyTemplates);
  if (entry !== undefined) entry.template = template;
  await tx
    .updateTable('company_members')
    .set({ permission_template_id: template && idOf(stored, template) })
    .where('company_id', '=', idOf(stored, company))
    .where('person_id', '=', idOf(stored, person))
    .execute();
}

/** Sets what a person has on a project's documents by hand, or takes the hand away again. */
async function setByHand(
  tx: Writer<Tables>,
  stored: StoredWorld,
  { company, project }: Place,
  { which, other, level, permits }: Drawn,
): Promise<void> {
  const known = [...company.directory.keys()];
  if (known.length === 0) return;
  const person = pick(known, which);
  const key = {
    company_id: idOf(stored, company),
    project_id: idOf(stored, project),
    person_id: idOf(stored, person),
    tool: 'documents',
  };
  for (const table of ['project_levels', 'project_actions'] as const)
    await tx
      .deleteFrom(table)
      .where('project_id', '=', key.project_id)
      .where('person_id', '=', key.person_id)
      .execute();
  project.documents.delete(person);
  project.permitsOf.delete(person);
  if (other % 3 === 0) return;
  project.documents.set(person, level);
  await tx
    .insertInto('project_levels')
    .values({ ...key, level: number(level) })
    .execute();
  if (other % 3 === 1) return;
  const given = permitsFrom(permits);
  project.permitsOf.set(person, given);
  await tx
    .insertInto('project_actions')
    .values({ ...key, actions: storedPermits(given) })
    .execute();
}

async function toggleMember(
  tx: Writer<Tables>,
  stored: StoredWorld,
  { people }: World,
  company: Company,
  { which, other }: Drawn,
): Promise<void> {
  const group = pick(company.groups, other);
  const person = pick(people, which);
  const key = { group_id: idOf(stored, group), person_id: idOf(stored, person) };
  if (group.members.delete(person)) {
    await tx
      .deleteFrom('permission_group_members')
      .where('group_id', '=', key.group_id)
      .where('person_id', '=', key.person_id)
      .execute();
    return;
  }
  group.members.add(person);
  await tx
    .insertInto('permission_group_members')
    .values({ ...key, company_id: idOf(stored, company) })
    .execute();
}

async function toggleTool(
  tx: Writer<Tables>,
  stored: StoredWorld,
  company: Company,
  project: Project,
): Promise<void> {
  const key = { company_id: idOf(stored, company), project_id: idOf(stored, project), tool: 'documents' };
  project.documentsOff = !project.documentsOff;
  if (project.documentsOff)
    await tx
      .insertInto('disabled_tools')
      .values({ ...key, disabled_at: 1 })
      .execute();
  else await tx.deleteFrom('disabled_tools').where('project_id', '=', key.project_id).execute();
}

async function toggleArchived(tx: Writer<Tables>, stored: StoredWorld, project: Project): Promise<void> {
  project.archived = !project.archived;
  await tx
    .updateTable('projects')
    .set({ archived_at: project.archived ? 1 : null })
    .where('id', '=', idOf(stored, project))
    .execute();
}

async function leave(
  tx: Writer<Tables>,
  stored: StoredWorld,
  project: Project,
  { which }: Drawn,
): Promise<void> {
  const team = [...project.team.keys()];
  if (team.length === 0) return;
  const person = pick(team, which);
  project.team.delete(person);
  await tx
    .deleteFrom('project_members')
    .where('project_id', '=', idOf(stored, project))
    .where('person_id', '=', idOf(stored, person))
    .execute();
}

async function toggleLeftOut(
  tx: Writer<Tables>,
  stored: StoredWorld,
  { consents }: World,
  company: Company,
  { which }: Drawn,
): Promise<void> {
  if (consents.length === 0) return;
  const consent = pick(consents, which);
  const grantId = (stored.texts.get(consent) ?? '').replace('family', 'grant');
  if (!consent.leftOut.delete(company)) consent.leftOut.add(company);
  await storeLeftOut(tx, grantId, idOf(stored, company), consent.leftOut.has(company) ? 1 : null);
}

function users(people: Iterable<Person>): Person[] {
  return [...people].filter((person) => !person.machine);
}

function pick<T>(from: readonly T[], index: number): T {
  return at(from, index % from.length);
}

import type { Writer } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';
import type { GranularAction } from './actions.ts';
import { levels } from './levels.ts';
import type { Company, Item, LevelWord, Permit, Person, Project, Template } from './oracle.ts';
import { idOf, type StoredWorld } from './stored-world.test-support.ts';

const then = 1_000;
const wireNames: Readonly<Record<Permit, GranularAction>> = {
  'set permissions': 'set_permissions',
  delete: 'destroy_files_and_folders',
  'access private': 'access_private_files_and_folders',
  'move and copy': 'move_and_copy_files_and_folders',
};

export function number(level: LevelWord): number {
  return levels[level];
}

export function storedPermits(permits: ReadonlySet<Permit>): string {
  return JSON.stringify([...permits].map((permit) => wireNames[permit]));
}

export async function storeTemplates(
  tx: Writer<Tables>,
  stored: StoredWorld,
  company: Company,
  createdBy: number,
): Promise<void> {
  for (const [type, templates] of [
    ['company_tools', company.companyTemplates],
    ['global', company.projectTemplates],
  ] as const)
    for (const template of templates) {
      const { id } = await tx
        .insertInto('permission_templates')
        .values({
          company_id: idOf(stored, company),
          project_id: null,
          type,
          name: template.name,
          name_key: template.name,
          created_by: createdBy,
          created_at: then,
          updated_at: then,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      stored.ids.set(template, id);
      await storeTemplateLevels(tx, stored, company, template);
    }
}

/** What a template says now; called again whenever that changes. */
export async function storeTemplateLevels(
  tx: Writer<Tables>,
  stored: StoredWorld,
  company: Company,
  template: Template,
): Promise<void> {
  const template_id = idOf(stored, template);
  await tx.deleteFrom('permission_template_levels').where('template_id', '=', template_id).execute();
  const key = { company_id: idOf(stored, company), template_id };
  const rows = [
    { tool: 'admin', level: template.admin, actions: '[]' },
    { tool: 'documents', level: template.documents, actions: storedPermits(template.permits) },
  ];
  for (const { level, ...row } of rows) {
    if (level === null && row.actions === '[]') continue;
    await tx
      .insertInto('permission_template_levels')
      .values({ ...key, ...row, level: number(level ?? 'None') })
      .execute();
  }
}

export async function storeGroups(
  tx: Writer<Tables>,
  stored: StoredWorld,
  company: Company,
  createdBy: number,
): Promise<void> {
  const company_id = idOf(stored, company);
  for (const group of company.groups) {
    const { id } = await tx
      .insertInto('permission_groups')
      .values({
        company_id,
        name: group.name,
        name_key: group.name,
        created_by: createdBy,
        created_at: then,
        updated_at: then,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    stored.ids.set(group, id);
    const members = [...group.members].map((person) => ({
      company_id,
      group_id: id,
      person_id: idOf(stored, person),
    }));
    if (members.length > 0) await tx.insertInto('permission_group_members').values(members).execute();
  }
}

/** Who is in the project, with which template, and what was set by hand. */
export async function storeTeam(
  tx: Writer<Tables>,
  stored: StoredWorld,
  company: Company,
  project: Project,
): Promise<void> {
  const key = { company_id: idOf(stored, company), project_id: idOf(stored, project) };
  const of = (person: Person) => ({ ...key, person_id: idOf(stored, person) });
  const team = [...project.team].map(([person, template]) => ({
    ...of(person),
    permission_template_id: template && idOf(stored, template),
    created_at: then,
  }));
  if (team.length > 0) await tx.insertInto('project_members').values(team).execute();
  const tool = 'documents';
  const held = [...project.documents].map(([person, level]) => ({
    ...of(person),
    tool,
    level: number(level),
  }));
  if (held.length > 0) await tx.insertInto('project_levels').values(held).execute();
  const granted = [...project.permitsOf].map(([person, permits]) => ({
    ...of(person),
    tool,
    actions: storedPermits(permits),
  }));
  if (granted.length > 0) await tx.insertInto('project_actions').values(granted).execute();
}

/** The access list of an item. */
export async function storeReaders(
  tx: Writer<Tables>,
  stored: StoredWorld,
  companyId: number,
  item: Item,
): Promise<void> {
  const key = { company_id: companyId, document_id: idOf(stored, item) };
  const readers = [...item.readers].map((person) => ({ ...key, person_id: idOf(stored, person) }));
  if (readers.length > 0) await tx.insertInto('document_readers').values(readers).execute();
  const groups = [...item.groups].map((group) => ({ ...key, group_id: idOf(stored, group) }));
  if (groups.length > 0) await tx.insertInto('document_group_readers').values(groups).execute();
}

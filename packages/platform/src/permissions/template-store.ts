import type { Reader, Writer } from '@gatehouse/database';
import { actionsFrom } from '../access/actions.ts';
import { levelFrom, type Tool } from '../access/levels.ts';
import type { PermissionTemplateRow, Tables } from '../schema/tables.ts';
import type { Template } from './template.ts';

export interface TemplateFilter {
  readonly types: readonly PermissionTemplateRow['type'][];
  /** Those of one project and those of none; left out, of whichever project. */
  readonly projectId?: number;
}

/** A page of a company's templates by name, and how many there are. */
export async function listTemplates(
  tx: Reader<Tables>,
  companyId: number,
  { types, projectId }: TemplateFilter,
  { perPage, offset }: { readonly perPage: number; readonly offset: number },
): Promise<{ readonly total: number; readonly templates: readonly Template[] }> {
  let matching = tx
    .selectFrom('permission_templates')
    .where('company_id', '=', companyId)
    .where('type', 'in', types);
  if (projectId !== undefined)
    matching = matching.where((eb) =>
      eb.or([eb('project_id', 'is', null), eb('project_id', '=', projectId)]),
    );
  const { total } = await matching
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await matching
    .select(['id', 'company_id', 'project_id', 'type', 'name'])
    .orderBy('name_key')
    .orderBy('id')
    .limit(perPage)
    .offset(offset)
    .execute();
  const says = await saidBy(
    tx,
    companyId,
    rows.map(({ id }) => id),
  );
  return { total, templates: rows.map((row) => ({ ...row, says: says.get(row.id) ?? new Map() })) };
}

export async function findTemplate(
  tx: Reader<Tables>,
  companyId: number,
  id: number,
): Promise<Template | undefined> {
  const row = await tx
    .selectFrom('permission_templates')
    .select(['id', 'company_id', 'project_id', 'type', 'name'])
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return { ...row, says: (await saidBy(tx, companyId, [id])).get(id) ?? new Map() };
}

/** Whether another template of the kind has the name, in whatever case. */
export async function nameIsTaken(
  tx: Reader<Tables>,
  companyId: number,
  {
    id,
    project_id,
    type,
    name,
  }: Omit<Template, 'says' | 'company_id' | 'id'> & { readonly id: number | null },
): Promise<boolean> {
  const row = await tx
    .selectFrom('permission_templates')
    .select('id')
    .where('company_id', '=', companyId)
    .where((eb) => eb(eb.fn.coalesce('project_id', eb.lit(0)), '=', project_id ?? 0))
    .where('type', '=', type)
    .where('name_key', '=', nameKey(name))
    .executeTakeFirst();
  return row !== undefined && row.id !== id;
}

type NewTemplate = Omit<Template, 'id' | 'company_id'>;

interface Made {
  readonly by: number;
  readonly at: number;
}

export async function insertTemplate(
  tx: Writer<Tables>,
  companyId: number,
  template: NewTemplate,
  made: Made,
): Promise<number> {
  const [id] = await insertTemplates(tx, companyId, [template], made);
  if (id === undefined) throw new Error('a template was inserted and has no id');
  return id;
}

/** Several at once, in two statements; answers their ids in the order of the ids. */
export async function insertTemplates(
  tx: Writer<Tables>,
  companyId: number,
  templates: readonly NewTemplate[],
  made: Made,
): Promise<number[]> {
  const rows = await tx
    .insertInto('permission_templates')
    .values(
      templates.map(({ project_id, type, name }) => ({
        company_id: companyId,
        project_id,
        type,
        name,
        name_key: nameKey(name),
        created_by: made.by,
        created_at: made.at,
        updated_at: made.at,
      })),
    )
    .returning(['id', 'type', 'name'])
    .execute();
  const says = (row: (typeof rows)[number]) =>
    templates.find(({ type, name }) => type === row.type && name === row.name)?.says ?? new Map();
  await insertSaid(
    tx,
    companyId,
    rows.map((row) => ({ id: row.id, says: says(row) })),
  );
  return rows.map(({ id }) => id).sort((one, other) => one - other);
}

/** A rename and other levels are a few rows, however many people hold the template: theirs are looked up live. */
export async function changeTemplate(
  tx: Writer<Tables>,
  companyId: number,
  id: number,
  { name, says, at }: Pick<Template, 'name' | 'says'> & { readonly at: number },
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('permission_templates')
    .set({ name, name_key: nameKey(name), updated_at: at })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) await putSaid(tx, companyId, id, says);
}

/** How many hold it, as their template or as the one they get in new projects. */
export async function holdersOf(tx: Reader<Tables>, companyId: number, id: number): Promise<number> {
  const count = async (table: 'company_members' | 'project_members', columns: readonly HolderColumn[]) => {
    const { total } = await tx
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .where('company_id', '=', companyId)
      .where((eb) => eb.or(columns.map((column) => eb(eb.ref(column as 'permission_template_id'), '=', id))))
      .executeTakeFirstOrThrow();
    return total;
  };
  return (
    (await count('company_members', ['permission_template_id', 'default_permission_template_id'])) +
    (await count('project_members', ['permission_template_id']))
  );
}

type HolderColumn = 'permission_template_id' | 'default_permission_template_id';

/** Of a template that somebody holds, the database refuses to let go: ask `holdersOf` first. */
export async function deleteTemplate(tx: Writer<Tables>, companyId: number, id: number): Promise<void> {
  await tx
    .deleteFrom('permission_template_levels')
    .where('company_id', '=', companyId)
    .where('template_id', '=', id)
    .execute();
  await tx
    .deleteFrom('permission_templates')
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .execute();
}

async function putSaid(
  tx: Writer<Tables>,
  companyId: number,
  id: number,
  says: Template['says'],
): Promise<void> {
  await tx
    .deleteFrom('permission_template_levels')
    .where('company_id', '=', companyId)
    .where('template_id', '=', id)
    .execute();
  await insertSaid(tx, companyId, [{ id, says }]);
}

async function insertSaid(
  tx: Writer<Tables>,
  companyId: number,
  said: readonly Pick<Template, 'id' | 'says'>[],
): Promise<void> {
  const rows = said.flatMap(({ id, says }) =>
    [...says].map(([tool, { level, actions }]) => ({
      company_id: companyId,
      template_id: id,
      tool,
      level,
      actions: JSON.stringify(actions),
    })),
  );
  if (rows.length > 0) await tx.insertInto('permission_template_levels').values(rows).execute();
}

async function saidBy(
  tx: Reader<Tables>,
  companyId: number,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Template['says']>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('permission_template_levels')
    .select(['template_id', 'tool', 'level', 'actions'])
    .where('company_id', '=', companyId)
    .where('template_id', 'in', ids)
    .execute();
  const byTemplate = Map.groupBy(rows, (row) => row.template_id);
  return new Map(
    [...byTemplate].map(([id, said]) => [
      id,
      new Map(
        said.map((row) => [
          row.tool as Tool,
          { level: levelFrom(row.level), actions: actionsFrom(row.actions) },
        ]),
      ),
    ]),
  );
}

function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

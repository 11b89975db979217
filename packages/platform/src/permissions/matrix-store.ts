import { type Reader, sql } from '@gatehouse/database';
import { actionsFrom, type GranularAction } from '../access/actions.ts';
import { companyLevelOf, projectActionsOf } from '../access/held.ts';
import { type Level, levelFrom, type Tool } from '../access/levels.ts';
import { directoryName, kindIn } from '../naming/directory-name.ts';
import { hasMemberWords } from '../naming/member-words.ts';
import type { PersonRow, Tables } from '../schema/tables.ts';

/** What is stored of one person's permissions in one place. */
export interface StoredLine {
  readonly person: Pick<PersonRow, 'name' | 'email' | 'kind'> & { readonly id: number };
  readonly admin: Level;
  readonly template: { readonly id: number; readonly name: string } | null;
  readonly own: ReadonlyMap<Tool, Level>;
  readonly said: ReadonlyMap<Tool, Level>;
  readonly granted: readonly GranularAction[];
}

export interface MatrixFilter {
  readonly search?: string | undefined;
  readonly ids?: readonly number[] | undefined;
}

/** A page of the people of a company, or of one of its projects, by name. Four queries, however many there are. */
export async function listLines(
  tx: Reader<Tables>,
  companyId: number,
  projectId: number | null,
  filter: MatrixFilter,
  { perPage, offset }: { readonly perPage: number; readonly offset: number },
): Promise<{ readonly total: number; readonly lines: readonly StoredLine[] }> {
  const people = matching(tx, companyId, projectId, filter);
  const counted = isOfFew(projectId, filter)
    ? people.select((eb) => eb.fn.countAll<number>().as('total'))
    : tx.selectFrom('member_counts').select('present as total').where('company_id', '=', companyId);
  const { total } = (await counted.executeTakeFirst()) ?? { total: 0 };
  const templateId = projectId === null ? 'm.permission_template_id' : 'holder.permission_template_id';
  const of = {
    company: sql.ref('m.company_id'),
    person: sql.ref('m.person_id'),
    project: sql.lit(projectId ?? 0),
  };
  const rows = await people
    .innerJoin('people as person', 'person.id', 'm.person_id')
    .leftJoin('project_members as holder', (join) =>
      join
        .onRef('holder.company_id', '=', 'm.company_id')
        .onRef('holder.person_id', '=', 'm.person_id')
        .on('holder.project_id', '=', projectId ?? 0),
    )
    .leftJoin('permission_templates as template', (join) => join.onRef('template.id', '=', templateId))
    .select([
      'person.id',
      'person.email',
      directoryName('m', 'person').as('name'),
      kindIn('m', 'person').as('kind'),
    ])
    .select(['template.id as template_id', 'template.name as template_name'])
    .select([
      companyLevelOf({ ...of, tool: sql.lit('admin') }).as('admin'),
      projectActionsOf({ ...of, tool: sql.lit('documents') }).as('actions'),
    ])
    .orderBy(orderOf(projectId, filter))
    .orderBy('m.person_id')
    .limit(perPage)
    .offset(offset)
    .execute();
  const own = await ownLevels(
    tx,
    companyId,
    projectId,
    rows.map(({ id }) => id),
  );
  const said = await levelsSaid(
    tx,
    companyId,
    rows.flatMap((row) => row.template_id ?? []),
  );
  return {
    total: Number(total),
    lines: rows.map(({ id, name, email, kind, ...row }) => ({
      person: { id, name, email, kind },
      admin: levelFrom(row.admin),
      template:
        row.template_id === null || row.template_name === null
          ? null
          : { id: row.template_id, name: row.template_name },
      own: own.get(id) ?? new Map(),
      said: said.get(row.template_id ?? 0) ?? new Map(),
      granted: actionsFrom(row.actions),
    })),
  };
}

function matching(
  tx: Reader<Tables>,
  companyId: number,
  projectId: number | null,
  { search, ids }: MatrixFilter,
) {
  return tx
    .selectFrom('company_members as m')
    .where('m.company_id', '=', companyId)
    .where('m.removed_at', 'is', null)
    .$if(projectId !== null, (query) =>
      query.where('m.person_id', 'in', (from) =>
        from
          .selectFrom('project_members')
          .select('person_id')
          .where('company_id', '=', companyId)
          .where('project_id', '=', projectId ?? 0),
      ),
    )
    .$if(ids !== undefined, (query) => query.where('m.person_id', 'in', ids?.length ? [...ids] : [-1]))
    .$if(search !== undefined && search !== '', (query) =>
      query.where(hasMemberWords(companyId, search ?? '', ['name', 'address'])),
    );
}

function isOfFew(projectId: number | null, { search, ids }: MatrixFilter): boolean {
  return projectId !== null || ids !== undefined || (search !== undefined && search !== '');
}

/** By an order that an index has SQLite would go through the whole company to find those few who are asked for. */
function orderOf(projectId: number | null, filter: MatrixFilter) {
  return isOfFew(projectId, filter) ? sql`coalesce(m.name_key, '')` : sql.ref('m.name_key');
}

async function ownLevels(
  tx: Reader<Tables>,
  companyId: number,
  projectId: number | null,
  ids: readonly number[],
): Promise<ReadonlyMap<number, ReadonlyMap<Tool, Level>>> {
  if (ids.length === 0) return new Map();
  const rows =
    projectId === null
      ? await tx
          .selectFrom('company_levels')
          .select(['person_id as key', 'tool', 'level'])
          .where('company_id', '=', companyId)
          .where('person_id', 'in', ids)
          .execute()
      : await tx
          .selectFrom('project_levels')
          .select(['person_id as key', 'tool', 'level'])
          .where('company_id', '=', companyId)
          .where('project_id', '=', projectId)
          .where('person_id', 'in', ids)
          .execute();
  return byKey(rows);
}

async function levelsSaid(
  tx: Reader<Tables>,
  companyId: number,
  templateIds: readonly number[],
): Promise<ReadonlyMap<number, ReadonlyMap<Tool, Level>>> {
  if (templateIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('permission_template_levels')
    .select(['template_id as key', 'tool', 'level'])
    .where('company_id', '=', companyId)
    .where('template_id', 'in', [...new Set(templateIds)])
    .execute();
  return byKey(rows);
}

function byKey(rows: readonly { key: number; tool: string; level: number }[]) {
  return new Map(
    [...Map.groupBy(rows, ({ key }) => key)].map(([key, held]) => [
      key,
      new Map(held.map(({ tool, level }) => [tool as Tool, levelFrom(level)])),
    ]),
  );
}

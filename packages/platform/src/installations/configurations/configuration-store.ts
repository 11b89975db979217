import { fromJson, type Reader, toJson, type Writer } from '@gatehouse/database';
import type { Tables } from '../../schema/tables.ts';

/** How a company sets up an app that it has installed. */
export interface Configuration {
  readonly id: number;
  readonly installationId: number;
  readonly title: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly ofCompany: boolean;
  readonly ofAllProjects: boolean;
  readonly projectIds: readonly number[];
  readonly createdBy: { readonly id: number; readonly login: string; readonly name: string };
  readonly createdAt: number;
  readonly updatedAt: number;
}

export type Written = Pick<Configuration, 'title' | 'content' | 'ofCompany' | 'ofAllProjects' | 'projectIds'>;

export interface ConfigurationFilter {
  readonly installationId?: number | undefined;
  /** Those that hold in this project. */
  readonly projectId?: number | undefined;
}

export interface ConfigurationOrder {
  readonly by: 'created_at' | 'created_by' | 'title' | 'project_count' | 'updated_at';
  readonly direction: 'asc' | 'desc';
}

export async function listConfigurations(
  tx: Reader<Tables>,
  companyId: number,
  { installationId, projectId }: ConfigurationFilter,
  { by, direction }: ConfigurationOrder,
  { perPage, offset }: { readonly perPage: number; readonly offset: number },
): Promise<{ readonly total: number; readonly configurations: readonly Configuration[] }> {
  let some = ofCompany(tx, companyId);
  if (installationId !== undefined) some = some.where('installation_id', '=', installationId);
  if (projectId !== undefined)
    some = some.where((eb) =>
      eb.or([
        eb('all_projects_since', 'is not', null),
        eb('app_configurations.id', 'in', (from) =>
          from
            .selectFrom('app_configuration_projects')
            .select('configuration_id')
            .where('project_id', '=', projectId)
            .where('app_configuration_projects.company_id', '=', companyId),
        ),
      ]),
    );
  const { total } = await some
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await withColumns(some)
    .orderBy(by === 'title' ? 'title_key' : by === 'created_by' ? 'people.name' : by, direction)
    .orderBy('app_configurations.id', direction)
    .limit(perPage)
    .offset(offset)
    .execute();
  return { total: Number(total), configurations: await withProjects(tx, companyId, rows) };
}

export async function findConfiguration(
  tx: Reader<Tables>,
  companyId: number,
  id: number,
): Promise<Configuration | undefined> {
  const rows = await withColumns(ofCompany(tx, companyId)).where('app_configurations.id', '=', id).execute();
  return (await withProjects(tx, companyId, rows))[0];
}

/** Whether another configuration of the app has the title, in whatever case. */
export async function titleIsTaken(
  tx: Reader<Tables>,
  companyId: number,
  { installationId, title, except }: { installationId: number; title: string; except: number | null },
): Promise<boolean> {
  const row = await tx
    .selectFrom('app_configurations')
    .select('id')
    .where('company_id', '=', companyId)
    .where('installation_id', '=', installationId)
    .where('title_key', '=', keyOf(title))
    .executeTakeFirst();
  return row !== undefined && row.id !== except;
}

/** Of some projects, those that are not the company's. */
export async function strangeProjects(
  tx: Reader<Tables>,
  companyId: number,
  ids: readonly number[],
): Promise<number[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('projects')
    .select('id')
    .where('company_id', '=', companyId)
    .where('id', 'in', ids)
    .execute();
  const known = new Set(rows.map(({ id }) => id));
  return ids.filter((id) => !known.has(id));
}

export async function insertConfiguration(
  tx: Writer<Tables>,
  companyId: number,
  installationId: number,
  written: Written,
  { by, at }: { readonly by: number; readonly at: number },
): Promise<number> {
  const { id } = await tx
    .insertInto('app_configurations')
    .values({
      company_id: companyId,
      installation_id: installationId,
      ...columnsOf(written, at),
      created_by: by,
      created_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await putProjects(tx, companyId, id, written.projectIds);
  return id;
}

export async function changeConfiguration(
  tx: Writer<Tables>,
  companyId: number,
  id: number,
  written: Written,
  now: number,
): Promise<void> {
  const changed = await tx
    .updateTable('app_configurations')
    .set(columnsOf(written, now))
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  if (changed !== undefined) await putProjects(tx, companyId, id, written.projectIds);
}

export async function removeConfiguration(
  tx: Writer<Tables>,
  companyId: number,
  id: number,
): Promise<boolean> {
  if ((await findConfiguration(tx, companyId, id)) === undefined) return false;
  await putProjects(tx, companyId, id, []);
  await tx
    .deleteFrom('app_configurations')
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .execute();
  return true;
}

async function putProjects(
  tx: Writer<Tables>,
  companyId: number,
  configurationId: number,
  projectIds: readonly number[],
): Promise<void> {
  await tx
    .deleteFrom('app_configuration_projects')
    .where('company_id', '=', companyId)
    .where('configuration_id', '=', configurationId)
    .execute();
  const rows = [...new Set(projectIds)].map((project_id) => ({
    company_id: companyId,
    configuration_id: configurationId,
    project_id,
  }));
  // A statement takes a bounded number of values.
  for (let from = 0; from < rows.length; from += 500)
    await tx
      .insertInto('app_configuration_projects')
      .values(rows.slice(from, from + 500))
      .execute();
}

function columnsOf({ title, content, ofCompany, ofAllProjects }: Written, now: number) {
  return {
    title,
    title_key: keyOf(title),
    configuration: toJson(content),
    company_since: ofCompany ? now : null,
    all_projects_since: ofAllProjects ? now : null,
    updated_at: now,
  };
}

function ofCompany(tx: Reader<Tables>, companyId: number) {
  return tx
    .selectFrom('app_configurations')
    .innerJoin('people', 'people.id', 'app_configurations.created_by')
    .where('app_configurations.company_id', '=', companyId);
}

function withColumns(some: ReturnType<typeof ofCompany>) {
  return some
    .selectAll('app_configurations')
    .select(['people.email', 'people.name'])
    .select((eb) =>
      eb
        .selectFrom('app_configuration_projects')
        .whereRef('configuration_id', '=', 'app_configurations.id')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('project_count'),
    );
}

async function withProjects(
  tx: Reader<Tables>,
  companyId: number,
  rows: Awaited<ReturnType<ReturnType<typeof withColumns>['execute']>>,
): Promise<Configuration[]> {
  if (rows.length === 0) return [];
  const projects = await tx
    .selectFrom('app_configuration_projects')
    .select(['configuration_id', 'project_id'])
    .where('company_id', '=', companyId)
    .where(
      'configuration_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('project_id')
    .execute();
  const of = Map.groupBy(projects, ({ configuration_id }) => configuration_id);
  return rows.map((row) => ({
    id: row.id,
    installationId: row.installation_id,
    title: row.title,
    content: fromJson(row.configuration, (value) => value as Configuration['content']),
    ofCompany: row.company_since !== null,
    ofAllProjects: row.all_projects_since !== null,
    projectIds: (of.get(row.id) ?? []).map(({ project_id }) => project_id),
    createdBy: { id: row.created_by, login: row.email, name: row.name },
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }));
}

function keyOf(title: string): string {
  return title.normalize('NFC').toUpperCase();
}

import { type Reader, sql } from '@gatehouse/database';
import { type SortKey, wayOf } from '../rest/sort.ts';
import type { ProjectRow, Tables } from '../schema/tables.ts';
import type { ProjectFilter, ProjectOrder, ProjectView } from './project.ts';

export type FoundProject = Pick<
  ProjectRow,
  'name' | 'project_number' | 'archived_at' | 'created_at' | 'updated_at' | 'origin_id' | 'details'
> & {
  readonly id: number;
  readonly company_id: number;
  readonly company_name: string;
  readonly created_by: number | null;
  readonly creator_name: string | null;
  readonly creator_email: string | null;
};

export interface Slice {
  readonly perPage: number;
  readonly offset: number;
}

/** A page of the company's projects that the viewer may see, and how many there are on all pages. */
export async function listProjects(
  tx: Reader<Tables>,
  companyId: number,
  view: ProjectView,
  { filter, order, slice }: { filter: ProjectFilter; order: Order; slice: Slice | null },
): Promise<{ total: number; projects: FoundProject[] }> {
  const matching = filtered(visible(tx, companyId, view), filter);
  let page = sorted(matching.select(columns), order);
  if (slice === null) {
    const projects = await page.execute();
    return { total: projects.length, projects };
  }
  const { total } = await matching
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  page = page.limit(slice.perPage).offset(slice.offset);
  return { total, projects: await page.execute() };
}

/** One project by id; its caller was already found in it. */
export async function findProject(
  tx: Reader<Tables>,
  companyId: number,
  projectId: number,
): Promise<FoundProject | undefined> {
  return await inCompany(tx, companyId)
    .select(columns)
    .where('projects.id', '=', projectId)
    .executeTakeFirst();
}

export async function findProjectByOrigin(
  tx: Reader<Tables>,
  companyId: number,
  originId: string,
): Promise<number | undefined> {
  const row = await tx
    .selectFrom('projects')
    .select('id')
    .where('company_id', '=', companyId)
    .where('origin_id', '=', originId)
    .executeTakeFirst();
  return row?.id;
}

const columns = [
  'projects.id',
  'projects.company_id',
  'projects.name',
  'projects.project_number',
  'projects.archived_at',
  'projects.created_at',
  'projects.updated_at',
  'projects.origin_id',
  'projects.details',
  'projects.created_by',
  'companies.name as company_name',
  'people.name as creator_name',
  'people.email as creator_email',
] as const;

function inCompany(tx: Reader<Tables>, companyId: number) {
  return tx
    .selectFrom('projects')
    .innerJoin('companies', 'companies.id', 'projects.company_id')
    .leftJoin('people', 'people.id', 'projects.created_by')
    .where('projects.company_id', '=', companyId);
}

type Projects = ReturnType<typeof inCompany>;

/** The listing twin of the formula's project term. */
function visible(tx: Reader<Tables>, companyId: number, view: ProjectView): Projects {
  const { personId, everyProject, permittedTo } = view;
  let query = inCompany(tx, companyId);
  if (!everyProject) {
    query = query.where('projects.id', 'in', (eb) =>
      eb
        .selectFrom('project_members')
        .select('project_members.project_id')
        .where('project_members.company_id', '=', companyId)
        .where('project_members.person_id', '=', personId),
    );
  }
  if (permittedTo !== null) {
    query = query.where('projects.id', 'in', (eb) =>
      eb
        .selectFrom('permitted_projects')
        .innerJoin('clients', 'clients.app_id', 'permitted_projects.app_id')
        .select('permitted_projects.project_id')
        .where('permitted_projects.company_id', '=', companyId)
        .where('clients.client_id', '=', permittedTo),
    );
  }
  return query;
}

function filtered(query: Projects, filter: ProjectFilter): Projects {
  const { status, ids, names, numbers, originIds, search, created, updated } = filter;
  let matching = query;
  if (status === 'Active') matching = matching.where('projects.archived_at', 'is', null);
  if (status === 'Inactive') matching = matching.where('projects.archived_at', 'is not', null);
  if (ids !== undefined) matching = matching.where('projects.id', 'in', ids);
  if (names !== undefined) matching = matching.where('projects.name', 'in', names);
  if (numbers !== undefined) matching = matching.where('projects.project_number', 'in', numbers);
  if (originIds !== undefined) matching = matching.where('projects.origin_id', 'in', originIds);
  if (search !== undefined && search !== '') {
    const like = `%${search.replaceAll(/[\\%_]/g, '\\$&').toLowerCase()}%`;
    matching = matching.where(
      sql<boolean>`(lower(projects.name) like ${like} escape '\\'
        or lower(projects.project_number) like ${like} escape '\\')`,
    );
  }
  if (created !== undefined)
    matching = matching
      .where('projects.created_at', '>=', created.from)
      .where('projects.created_at', '<=', created.to);
  if (updated !== undefined)
    matching = matching
      .where('projects.updated_at', '>=', updated.from)
      .where('projects.updated_at', '<=', updated.to);
  // No project of ours is a demonstration or a template.
  if (filter.nothing) matching = matching.where('projects.id', '<', 0);
  return matching;
}

type Order = readonly SortKey<ProjectOrder>[];

function sorted(query: ReturnType<typeof selected>, order: Order) {
  const keys: Order = [...order, { by: 'id', direction: wayOf(order) }];
  return keys.reduce((all, { by, direction }) => all.orderBy(expressionOf(by), direction), query);
}

function expressionOf(by: ProjectOrder) {
  return by === 'display_name'
    ? sql`coalesce(projects.project_number || ' - ', '') || projects.name`
    : sql.ref(`projects.${by}`);
}

const selected = (query: Projects) => query.select(columns);

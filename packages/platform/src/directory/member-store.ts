import { type Reader, sql } from '@gatehouse/database';
import { levels } from '../access/levels.ts';
import { emailIn, kindIn } from '../naming/directory-name.ts';
import { hasMemberWords } from '../naming/member-words.ts';
import { type SortKey, wayOf } from '../rest/sort.ts';
import type { Tables } from '../schema/tables.ts';
import type { DateRange } from './date-range.ts';
import type { Slice } from './project-store.ts';

export type FoundMember = NonNullable<Awaited<ReturnType<typeof findMember>>>;

export interface MemberFilter {
  /** Null for both. */
  readonly active: boolean | null;
  readonly kinds?: 'users' | 'contacts' | undefined;
  readonly search?: string | undefined;
  /** Where the search looks for words; left out: in names and addresses. */
  readonly searchIn?: 'names' | undefined;
  readonly ids?: readonly number[] | undefined;
  readonly originIds?: readonly string[] | undefined;
  readonly templateIds?: readonly number[] | undefined;
  readonly employee?: boolean | undefined;
  /** Asks for what nobody has. */
  readonly nobody?: boolean | undefined;
  /** Has a password, so that somebody is there. */
  readonly connected?: boolean | undefined;
  readonly created?: DateRange | undefined;
  readonly updated?: DateRange | undefined;
}

export type MemberOrder = 'name' | 'email' | 'job_title' | 'template' | 'created_at' | 'projects';

/** A page of the company's people, or of those in one of its projects. */
export async function listMembers(
  tx: Reader<Tables>,
  companyId: number,
  projectId: number | null,
  asked: {
    readonly filter: MemberFilter;
    readonly order: readonly SortKey<MemberOrder>[];
    readonly slice: Slice;
  },
): Promise<{ readonly total: number; readonly members: readonly FoundMember[] }> {
  const matching = filtered(companyId, members(tx, companyId, projectId), asked.filter);
  const { total } = await matching
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const found = await selected(matching)
    .$call((query) =>
      asked.order.reduce(
        (all, { by, direction }) => all.orderBy(orderOf(by, asked.filter), direction),
        query,
      ),
    )
    .orderBy('m.person_id', wayOf(asked.order))
    .limit(asked.slice.perPage)
    .offset(asked.slice.offset)
    .execute();
  return { total: Number(total), members: found };
}

/** One person of the company, active there or not; in a project, one of its people. */
export async function findMember(
  tx: Reader<Tables>,
  companyId: number,
  projectId: number | null,
  personId: number,
) {
  return await selected(members(tx, companyId, projectId))
    .where('m.person_id', '=', personId)
    .executeTakeFirst();
}

export async function findMemberByOrigin(
  tx: Reader<Tables>,
  companyId: number,
  originId: string,
): Promise<number | undefined> {
  const row = await tx
    .selectFrom('company_members')
    .select('person_id')
    .where('company_id', '=', companyId)
    .where('origin_id', '=', originId)
    .executeTakeFirst();
  return row?.person_id;
}

/** Whether the person is Admin on the company's Admin tool, by hand or by template. */
export async function isAdminOfCompany(
  tx: Reader<Tables>,
  companyId: number,
  personId: number,
): Promise<boolean> {
  const row = await tx
    .selectFrom('company_members as m')
    .leftJoin('company_levels as l', (join) =>
      join
        .onRef('l.company_id', '=', 'm.company_id')
        .onRef('l.person_id', '=', 'm.person_id')
        .on('l.tool', '=', 'admin'),
    )
    .leftJoin('permission_template_levels as t', (join) =>
      join
        .onRef('t.company_id', '=', 'm.company_id')
        .onRef('t.template_id', '=', 'm.permission_template_id')
        .on('t.tool', '=', 'admin'),
    )
    .select(({ fn }) => fn.coalesce('l.level', 't.level').as('level'))
    .where('m.company_id', '=', companyId)
    .where('m.person_id', '=', personId)
    .executeTakeFirst();
  return row?.level === levels.Admin;
}

function members(tx: Reader<Tables>, companyId: number, projectId: number | null) {
  const template = projectId === null ? 'm.default_permission_template_id' : 'pm.permission_template_id';
  return (
    tx
      .selectFrom('company_members as m')
      .innerJoin('people as p', 'p.id', 'm.person_id')
      .leftJoin('project_members as pm', (join) =>
        join
          .onRef('pm.company_id', '=', 'm.company_id')
          .onRef('pm.person_id', '=', 'm.person_id')
          .on('pm.project_id', '=', projectId ?? 0),
      )
      .leftJoin('permission_templates as ct', 'ct.id', 'm.permission_template_id')
      .leftJoin('permission_templates as pt', (join) => join.onRef('pt.id', '=', template))
      .where('m.company_id', '=', companyId)
      // What an account left behind when it was deleted is kept for its name only. Of whoever has not joined nobody is told.
      .where(({ or, eb }) => or([eb('p.deactivated_at', 'is', null), eb('m.pending_since', 'is not', null)]))
      .$if(projectId !== null, (query) => query.where('pm.person_id', 'is not', null))
  );
}

type Members = ReturnType<typeof members>;

function selected(query: Members) {
  return query
    .selectAll('m')
    .select([
      emailIn('m', 'p').as('email'),
      kindIn('m', 'p').as('kind'),
      sql<'en' | 'es' | null>`case when m.pending_since is null then p.locale end`.as('locale'),
      sql<string>`coalesce(m.last_name, case when m.pending_since is null then p.last_name else p.email end)`.as(
        'shown_last_name',
      ),
      sql<string | null>`case when m.last_name is null and m.pending_since is null
        then p.first_name else m.first_name end`.as('shown_first_name'),
    ])
    .select([
      'ct.name as company_template',
      'ct.type as company_template_type',
      'pt.id as template_id',
      'pt.name as template',
      'pt.type as template_type',
      'pm.created_at as in_project_since',
    ]);
}

const orders = {
  name: sql.ref('m.name_key'),
  email: emailIn('m', 'p'),
  // Engines differ in where what is null stands, and in which of two cases comes first.
  job_title: sql`lower(coalesce(m.job_title, ''))`,
  template: sql`lower(coalesce(pt.name, ''))`,
  created_at: sql.ref('m.created_at'),
  projects: sql`(select count(*) from project_members joined
    where joined.company_id = m.company_id and joined.person_id = m.person_id)`,
} as const;

/** An order that an index has makes SQLite go through the whole company for it, however few a search has found. */
function orderOf(by: MemberOrder, { search }: MemberFilter) {
  return by === 'name' && search !== undefined ? sql`coalesce(m.name_key, '')` : orders[by];
}

function filtered(companyId: number, query: Members, filter: MemberFilter): Members {
  const { search, ids, originIds, templateIds, created, updated, employee } = filter;
  let some = query;
  if (filter.nobody === true) some = some.where('m.person_id', '<', 0);
  if (filter.active !== null) some = some.where('m.removed_at', filter.active ? 'is' : 'is not', null);
  if (filter.kinds !== undefined)
    some = some.where(kindIn('m', 'p'), filter.kinds === 'users' ? '!=' : '=', 'contact');
  if (search !== undefined && search !== '')
    some = some.where(
      hasMemberWords(companyId, search, filter.searchIn === 'names' ? ['name'] : ['name', 'address']),
    );
  if (ids !== undefined) some = some.where('m.person_id', 'in', ids);
  if (originIds !== undefined) some = some.where('m.origin_id', 'in', originIds);
  if (templateIds !== undefined)
    some = some.where(({ or, eb }) => or([eb('pt.id', 'in', templateIds), eb('ct.id', 'in', templateIds)]));
  if (employee !== undefined) some = some.where('m.employee_since', employee ? 'is not' : 'is', null);
  if (filter.connected !== undefined) {
    const password = sql`case when m.pending_since is null then p.password_hash end`;
    some = some.where(password, filter.connected ? 'is not' : 'is', null);
  }
  if (created !== undefined)
    some = some.where('m.created_at', '>=', created.from).where('m.created_at', '<=', created.to);
  if (updated !== undefined) {
    const at = sql<number>`coalesce(m.updated_at, m.created_at)`;
    some = some.where(at, '>=', updated.from).where(at, '<=', updated.to);
  }
  return some;
}

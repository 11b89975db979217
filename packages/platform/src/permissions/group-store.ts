import type { Reader, Writer } from '@gatehouse/database';
import { directoryName } from '../naming/directory-name.ts';
import type { Tables } from '../schema/tables.ts';

export interface Group {
  readonly id: number;
  readonly name: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly members: readonly { readonly id: number; readonly name: string; readonly email: string }[];
}

/** A page of a company's groups by name, with their members. */
export async function listGroups(
  tx: Reader<Tables>,
  companyId: number,
  { perPage, offset }: { readonly perPage: number; readonly offset: number },
): Promise<{ readonly total: number; readonly groups: readonly Group[] }> {
  const ofCompany = tx.selectFrom('permission_groups').where('company_id', '=', companyId);
  const { total } = await ofCompany
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await ofCompany
    .select(['id', 'name', 'created_at', 'updated_at'])
    .orderBy('name_key')
    .limit(perPage)
    .offset(offset)
    .execute();
  return { total, groups: await withMembers(tx, companyId, rows) };
}

export async function findGroup(
  tx: Reader<Tables>,
  companyId: number,
  id: number,
): Promise<Group | undefined> {
  const rows = await tx
    .selectFrom('permission_groups')
    .select(['id', 'name', 'created_at', 'updated_at'])
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .execute();
  return (await withMembers(tx, companyId, rows))[0];
}

/** Whether another group of the company has the name, in whatever case. */
export async function groupNameIsTaken(
  tx: Reader<Tables>,
  companyId: number,
  name: string,
  id: number | null,
): Promise<boolean> {
  const row = await tx
    .selectFrom('permission_groups')
    .select('id')
    .where('company_id', '=', companyId)
    .where('name_key', '=', nameKey(name))
    .executeTakeFirst();
  return row !== undefined && row.id !== id;
}

export async function insertGroup(
  tx: Writer<Tables>,
  companyId: number,
  name: string,
  made: { readonly by: number; readonly at: number },
): Promise<number> {
  const { id } = await tx
    .insertInto('permission_groups')
    .values({
      company_id: companyId,
      name,
      name_key: nameKey(name),
      created_by: made.by,
      created_at: made.at,
      updated_at: made.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function renameGroup(
  tx: Writer<Tables>,
  companyId: number,
  id: number,
  { name, at }: { readonly name: string; readonly at: number },
): Promise<void> {
  await tx
    .updateTable('permission_groups')
    .set({ name, name_key: nameKey(name), updated_at: at })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .execute();
}

/** Far below the number of parameters that every engine takes in one statement. */
const mostAtOnce = 1_000;

/** Those of these people who are not in the company's directory. */
export async function strangersAmong(
  tx: Reader<Tables>,
  companyId: number,
  personIds: readonly number[],
): Promise<number[]> {
  const known = new Set<number>();
  for (const some of slices(personIds)) {
    const rows = await tx
      .selectFrom('company_members')
      .select('person_id')
      .where('company_id', '=', companyId)
      .where('person_id', 'in', some)
      .where('removed_at', 'is', null)
      .execute();
    for (const row of rows) known.add(row.person_id);
  }
  return personIds.filter((id) => !known.has(id));
}

/**
 * Makes the members exactly these, of whom none may be a stranger to the company: ask `strangersAmong` first. Who is in
 * it already stays untouched: of ten thousand, one more is one row.
 */
export async function replaceMembers(
  tx: Writer<Tables>,
  companyId: number,
  groupId: number,
  { personIds, at }: { readonly personIds: readonly number[]; readonly at: number },
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('permission_groups')
    .set({ updated_at: at })
    .where('company_id', '=', companyId)
    .where('id', '=', groupId)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  const rows = await tx
    .selectFrom('permission_group_members')
    .select('person_id')
    .where('company_id', '=', companyId)
    .where('group_id', '=', groupId)
    .execute();
  const before = new Set(rows.map((row) => row.person_id));
  const wanted = new Set(personIds);
  for (const some of slices([...before.difference(wanted)]))
    await tx
      .deleteFrom('permission_group_members')
      .where('company_id', '=', companyId)
      .where('group_id', '=', groupId)
      .where('person_id', 'in', some)
      .execute();
  for (const some of slices([...wanted.difference(before)]))
    await tx
      .insertInto('permission_group_members')
      .values(some.map((person_id) => ({ company_id: companyId, group_id: groupId, person_id })))
      .execute();
}

function slices(ids: readonly number[]): number[][] {
  const starts = Array.from({ length: Math.ceil(ids.length / mostAtOnce) }, (_, index) => index * mostAtOnce);
  return starts.map((start) => ids.slice(start, start + mostAtOnce));
}

/** Takes a group away, and with it the name of each of its members on what it was named on. */
export async function deleteGroup(tx: Writer<Tables>, companyId: number, id: number): Promise<void> {
  for (const table of ['permission_group_members', 'document_group_readers'] as const)
    await tx.deleteFrom(table).where('company_id', '=', companyId).where('group_id', '=', id).execute();
  await tx.deleteFrom('permission_groups').where('company_id', '=', companyId).where('id', '=', id).execute();
}

async function withMembers(
  tx: Reader<Tables>,
  companyId: number,
  rows: readonly { id: number; name: string; created_at: number; updated_at: number }[],
): Promise<Group[]> {
  if (rows.length === 0) return [];
  const members = await tx
    .selectFrom('permission_group_members as member')
    .innerJoin('people', 'people.id', 'member.person_id')
    .innerJoin('company_members as known', (join) =>
      join
        .onRef('known.company_id', '=', 'member.company_id')
        .onRef('known.person_id', '=', 'member.person_id')
        .on('known.removed_at', 'is', null),
    )
    .select(['member.group_id', 'people.id', 'people.email', directoryName('known', 'people').as('name')])
    .where('member.company_id', '=', companyId)
    .where(
      'member.group_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('name')
    .orderBy('people.id')
    .execute();
  const byGroup = Map.groupBy(members, ({ group_id }) => group_id);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    members: (byGroup.get(row.id) ?? []).map(({ id, name, email }) => ({ id, name, email })),
  }));
}

function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

import type { Reader, Writer } from '@gatehouse/database';
import { directoryName } from '../naming/directory-name.ts';
import type { PersonRow, Tables } from '../schema/tables.ts';

export type GroupMember = Pick<PersonRow, 'name' | 'email'> & { readonly id: number };

/** A page of the people in a group, in the order of the directory. */
export async function listGroupMembers(
  tx: Reader<Tables>,
  companyId: number,
  groupId: number,
  { perPage, offset }: { readonly perPage: number; readonly offset: number },
): Promise<GroupMember[]> {
  return await tx
    .selectFrom('permission_group_members as member')
    .innerJoin('people', 'people.id', 'member.person_id')
    .innerJoin('company_members as known', (join) =>
      join
        .onRef('known.company_id', '=', 'member.company_id')
        .onRef('known.person_id', '=', 'member.person_id')
        .on('known.removed_at', 'is', null),
    )
    .select(['people.id', 'people.email', directoryName('known', 'people').as('name')])
    .where('member.company_id', '=', companyId)
    .where('member.group_id', '=', groupId)
    .orderBy('known.name_key')
    .orderBy('people.id')
    .limit(perPage)
    .offset(offset)
    .execute();
}

/** Puts somebody into a group who may be no stranger to the company; says whether they were not in it yet. */
export async function addGroupMember(
  tx: Writer<Tables>,
  companyId: number,
  groupId: number,
  { personId, at }: { readonly personId: number; readonly at: number },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('permission_group_members')
    .values({ company_id: companyId, group_id: groupId, person_id: personId })
    .onConflict((on) => on.doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n) return false;
  return await touch(tx, companyId, groupId, at);
}

/** Says whether they were in it. */
export async function removeGroupMember(
  tx: Writer<Tables>,
  companyId: number,
  groupId: number,
  { personId, at }: { readonly personId: number; readonly at: number },
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('permission_group_members')
    .where('company_id', '=', companyId)
    .where('group_id', '=', groupId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return numDeletedRows === 1n && (await touch(tx, companyId, groupId, at));
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
  if (!(await touch(tx, companyId, groupId, at))) return;
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

/** Says whether there is such a group. */
async function touch(tx: Writer<Tables>, companyId: number, id: number, at: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('permission_groups')
    .set({ updated_at: at })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

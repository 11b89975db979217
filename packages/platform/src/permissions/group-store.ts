import { type Reader, sql, type Writer } from '@gatehouse/database';
import type { PermissionGroupRow, Tables } from '../schema/tables.ts';

export type Group = Pick<PermissionGroupRow, 'name' | 'created_at' | 'updated_at'> & {
  readonly id: number;
  readonly members: number;
};

/** How many are in a group, of whom the company has not removed. */
const memberCount = sql<number>`(select count(*) from permission_group_members member
  join company_members known on known.company_id = member.company_id and known.person_id = member.person_id
  where member.company_id = permission_groups.company_id and member.group_id = permission_groups.id
    and known.removed_at is null)`.as('members');

/** A page of a company's groups by name, with how many are in each. */
export async function listGroups(
  tx: Reader<Tables>,
  companyId: number,
  { perPage, offset }: { readonly perPage: number; readonly offset: number },
): Promise<{ readonly total: number; readonly groups: readonly Group[] }> {
  const ofCompany = tx.selectFrom('permission_groups').where('company_id', '=', companyId);
  const { total } = await ofCompany
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const groups = await ofCompany
    .select(['id', 'name', 'created_at', 'updated_at', memberCount])
    .orderBy('name_key')
    .limit(perPage)
    .offset(offset)
    .execute();
  return { total, groups };
}

export async function findGroup(
  tx: Reader<Tables>,
  companyId: number,
  id: number,
): Promise<Group | undefined> {
  return await tx
    .selectFrom('permission_groups')
    .select(['id', 'name', 'created_at', 'updated_at', memberCount])
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst();
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

/** Takes a group away, and with it the name of each of its members on what it was named on. */
export async function deleteGroup(tx: Writer<Tables>, companyId: number, id: number): Promise<void> {
  for (const table of ['permission_group_members', 'document_group_readers'] as const)
    await tx.deleteFrom(table).where('company_id', '=', companyId).where('group_id', '=', id).execute();
  await tx.deleteFrom('permission_groups').where('company_id', '=', companyId).where('id', '=', id).execute();
}

function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

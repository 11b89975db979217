import type { Writer } from '@gatehouse/database';
import { becomeCollaborators } from '../apps/collaborator-store.ts';
import { keepMemberWords } from '../naming/member-words.ts';
import { sortKey } from '../naming/sort-key.ts';
import type { Tables } from '../schema/tables.ts';

/**
 * Somebody whom a company had named says that they are in it, and by that builds the apps whose sandbox it is and which
 * they were asked to build. An account of their own stays theirs: the company may not change it. Nothing happens where
 * they were in it before.
 */
export async function joinCompany(
  tx: Writer<Tables>,
  companyId: number,
  personId: number,
  { now, ownAccount }: { readonly now: number; readonly ownAccount: boolean },
): Promise<void> {
  const joined = await tx
    .updateTable('company_members')
    .set({ pending_since: null, named_email: null, joined_at: ownAccount ? now : null })
    .where('company_id', '=', companyId)
    .where('person_id', '=', personId)
    .where('pending_since', 'is not', null)
    .returning('last_name')
    .executeTakeFirst();
  if (joined === undefined) return;
  if (joined.last_name === null) await sortByOwnName(tx, companyId, personId);
  await keepMemberWords(tx, personId);
  await becomeCollaborators(tx, companyId, { personId, now });
}

/** The company never wrote a name: from now on it shows their own. */
async function sortByOwnName(tx: Writer<Tables>, companyId: number, personId: number): Promise<void> {
  const { name } = await tx
    .selectFrom('people')
    .select('name')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
  await tx
    .updateTable('company_members')
    .set({ name_key: sortKey(name) })
    .where('company_id', '=', companyId)
    .where('person_id', '=', personId)
    .execute();
}

import type { Writer } from '@gatehouse/database';
import { keepMemberWords } from '../naming/member-words.ts';
import type { Tables } from '../schema/tables.ts';

/**
 * Somebody whom a company had named says that they are in it. An account of their own stays theirs: the company may not
 * change it. Where they were in it before, they stay as they were.
 */
export async function joinCompany(
  tx: Writer<Tables>,
  companyId: number,
  personId: number,
  { now, ownAccount }: { readonly now: number; readonly ownAccount: boolean },
): Promise<void> {
  await tx
    .updateTable('company_members')
    .set({ pending_since: null, joined_at: ownAccount ? now : null })
    .where('company_id', '=', companyId)
    .where('person_id', '=', personId)
    .where('pending_since', 'is not', null)
    .execute();
  // From now on they may be found by what they call themselves.
  await keepMemberWords(tx, personId);
}

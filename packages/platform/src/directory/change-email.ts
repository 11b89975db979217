import type { Writer } from '@gatehouse/database';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import { emailKey } from '../naming/email-key.ts';
import { keepMemberWords } from '../naming/member-words.ts';
import type { Tables } from '../schema/tables.ts';
import { ceaseAccountsOf } from '../service-accounts/cease.ts';

export type EmailChange = 'changed' | 'unchanged' | 'absent' | 'taken';

/**
 * Changes the address of a member of the company. The contact of a service account that gets an address of somebody
 * is no longer what it was made as, and costs the account its life (rule S4).
 */
export async function changeEmail(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  personId: number,
  email: string,
): Promise<EmailChange> {
  const wanted = emailKey(email);
  const person = await tx
    .selectFrom('company_members')
    .innerJoin('people', 'people.id', 'company_members.person_id')
    .select('people.email')
    .where('company_members.company_id', '=', companyId)
    .where('company_members.person_id', '=', personId)
    .where('company_members.removed_at', 'is', null)
    .executeTakeFirst();
  if (person === undefined) return 'absent';
  if (person.email === wanted) return 'unchanged';
  // Asked first: a statement that fails for a taken address would doom the unit.
  const other = await tx.selectFrom('people').select('id').where('email', '=', wanted).executeTakeFirst();
  if (other !== undefined) return 'taken';
  await tx.updateTable('people').set({ email: wanted }).where('id', '=', personId).execute();
  await keepMemberWords(tx, personId);
  await record(house, tx, origin, {
    event: 'person.email_changed',
    companyId,
    subject: `person:${personId}`,
  });
  await ceaseAccountsOf(house, tx, origin, personId, 'email_changed');
  return 'changed';
}

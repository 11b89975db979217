import type { Reader } from '@gatehouse/database';
import type { Locale } from '../../pages/messages/messages.ts';
import type { Tables } from '../../schema/tables.ts';

export interface Recipient {
  readonly id: number;
  readonly address: string;
  readonly locale: Locale | null;
}

/**
 * Of these people, the active users of the company who said that they are in it and have shown that the address is
 * theirs: anybody may name anybody in a company of their own, and must not have us write to them in their words.
 */
export async function recipientsAmong(
  tx: Reader<Tables>,
  companyId: number,
  personIds: readonly number[],
): Promise<Recipient[]> {
  if (personIds.length === 0) return [];
  return await tx
    .selectFrom('company_members as member')
    .innerJoin('people as person', 'person.id', 'member.person_id')
    .select(['person.id', 'person.email as address', 'person.locale'])
    .where('member.company_id', '=', companyId)
    .where('member.person_id', 'in', personIds)
    .where('member.removed_at', 'is', null)
    .where('member.pending_since', 'is', null)
    .where('person.kind', '=', 'user')
    .where('person.deactivated_at', 'is', null)
    .where('person.email_proven_at', 'is not', null)
    .orderBy('person.id')
    .execute();
}

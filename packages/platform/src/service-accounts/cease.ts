import type { Writer } from '@gatehouse/database';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import { tellOfAccount } from './answerable.ts';

type Means = Pick<House, 'clock' | 'random'>;

/** Why a contact is no longer what it was made as (rule S4). */
export type CeaseReason = 'email_changed' | 'added_to_another_company';

/**
 * Ends the accounts of a contact for good (rule S4), and tells those who answer for them. `exceptCompanyId`: the
 * company that an account belongs to may put its contact where it is already.
 */
export async function ceaseAccountsOf(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  personId: number,
  reason: CeaseReason,
  exceptCompanyId: number | null = null,
): Promise<void> {
  const ceased = await tx
    .updateTable('service_accounts')
    .set({ ceased_at: house.clock.now(), ceased_reason: reason })
    .where('person_id', '=', personId)
    .where('ceased_at', 'is', null)
    .$if(exceptCompanyId !== null, (query) => query.where('company_id', '!=', exceptCompanyId))
    .returning(['id', 'company_id', 'name', 'owner_id'])
    .execute();
  for (const { id, company_id: companyId, name, owner_id: ownerId } of ceased) {
    await record(house, tx, origin, {
      event: 'service_account.ceased',
      companyId,
      subject: `service_account:${id}`,
      details: { reason },
    });
    const account = { id, companyId, name, ownerId };
    await tellOfAccount(house, tx, account, 'service_account.ceased', { reason });
  }
}

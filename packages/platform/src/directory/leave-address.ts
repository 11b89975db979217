import type { Writer } from '@gatehouse/database';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import { keepMemberWords } from '../naming/member-words.ts';
import { takeAwayPermissions } from '../permissions/take-away.ts';
import type { Tables } from '../schema/tables.ts';

/**
 * Ends what others have asked of a person at an address that is not theirs any more: invitations, and addresses that
 * companies meant to give them, are withdrawn, and companies that had but named them there have them no more, nor have
 * apps they were to build. Whoever reads that address next is somebody else, and where the person is reached now is not
 * for those to know. `keeper` is the company that gives its own person another address.
 */
export async function leaveAddress(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  { requestId }: Origin,
  personId: number,
  keeper: number | null,
): Promise<void> {
  const now = house.clock.now();
  await tx
    .updateTable('mailed_links')
    .set({ used_at: now })
    .where('purpose', '=', 'member_email')
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .execute();
  await tx
    .updateTable('invitations')
    .set({ revoked_at: now })
    .where('person_id', '=', personId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute();
  const named = await tx
    .selectFrom('company_members')
    .select('company_id')
    .where('person_id', '=', personId)
    .where('pending_since', 'is not', null)
    .where('company_id', '!=', keeper ?? 0)
    .orderBy('company_id')
    .execute();
  // Who did it, and from where, is as little the business of a company that they never joined.
  const origin: Origin = { requestId, address: '', actor: { kind: 'system' }, clientId: null };
  for (const { company_id: companyId } of named) {
    await takeAwayPermissions(tx, companyId, personId);
    const built = await tx
      .deleteFrom('asked_collaborators')
      .where('person_id', '=', personId)
      .where('app_id', 'in', (from) =>
        from.selectFrom('apps').select('id').where('sandbox_company_id', '=', companyId),
      )
      .returning('app_id')
      .execute();
    for (const { app_id: appId } of built)
      await record(house, tx, origin, {
        event: 'app.collaborator_removed',
        subject: `app:${appId}`,
        details: { person: personId, because: 'address_changed' },
      });
    for (const table of ['document_readers', 'company_members'] as const)
      await tx
        .deleteFrom(table)
        .where('company_id', '=', companyId)
        .where('person_id', '=', personId)
        .execute();
    await record(house, tx, origin, {
      event: 'member.removed',
      companyId,
      subject: `person:${personId}`,
      details: { because: 'address_changed' },
    });
  }
  await keepMemberWords(tx, personId);
}

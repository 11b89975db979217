import type { Writer } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';

/** Withdraws what anybody has asked of a person at an address that is not theirs any more. */
export async function withdrawInvitations(tx: Writer<Tables>, personId: number, now: number): Promise<void> {
  await tx
    .updateTable('invitations')
    .set({ revoked_at: now })
    .where('person_id', '=', personId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute();
}

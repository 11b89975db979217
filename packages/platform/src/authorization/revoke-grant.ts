import type { Writer } from '@gatehouse/database';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';

/** Takes a person's Allow back: the grant, and every chain of tokens it ever began. False where it was dead. */
export async function revokeGrant(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  origin: Origin,
  grant: { readonly grantId: string; readonly reason: string },
): Promise<boolean> {
  const now = house.clock.now();
  const revoked = await tx
    .updateTable('grants')
    .set({ revoked_at: now, revoked_reason: grant.reason })
    .where('id', '=', grant.grantId)
    .where('revoked_at', 'is', null)
    .returning(['person_id', 'client_id'])
    .executeTakeFirst();
  if (revoked === undefined) return false;
  await tx
    .updateTable('token_families')
    .set({ revoked_at: now, revoked_reason: grant.reason, successor_sealed: null })
    .where('grant_id', '=', grant.grantId)
    .where('revoked_at', 'is', null)
    .execute();
  await record(house, tx, origin, {
    event: 'authorization.revoked',
    subject: `grant:${grant.grantId}`,
    details: { person_id: revoked.person_id, client_id: revoked.client_id, reason: grant.reason },
  });
  return true;
}

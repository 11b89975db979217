import type { Writer } from '@gatehouse/database';
import type { Origin } from '../audit/audit.ts';
import { revokeGrant } from '../authorization/revoke-grant.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import { clearFactors } from '../second-factors/clear-factors.ts';
import { endSessionsOf } from '../sign-in/session-store.ts';

/**
 * Ends what anybody let in who had the account before its address was shown to be read: their sessions and apps go on
 * otherwise, a passkey of theirs would open it again, and an app for codes lock its owner out. Returns how many sessions.
 */
export async function endEarlierReader(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  origin: Origin,
  personId: number,
): Promise<number> {
  await clearFactors(house, tx, origin, personId, 'new_address');
  const grants = await tx
    .selectFrom('grants')
    .select('id')
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .execute();
  for (const { id } of grants) await revokeGrant(house, tx, origin, { grantId: id, reason: 'email_changed' });
  return await endSessionsOf(tx, personId, house.clock.now());
}

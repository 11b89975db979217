import type { Writer } from '@gatehouse/database';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import { takeAwayPermissions } from '../permissions/take-away.ts';
import type { Tables } from '../schema/tables.ts';

/** Ends what being a collaborator brought: membership of the sandbox company, and every level in it. */
export async function leaveSandbox(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  personId: number,
): Promise<void> {
  await takeAwayPermissions(tx, companyId, personId);
  const now = house.clock.now();
  const { numUpdatedRows } = await tx
    .updateTable('company_members')
    // Who is put back is asked again.
    .set({ removed_at: now, pending_since: now, joined_at: null })
    .where('company_id', '=', companyId)
    .where('person_id', '=', personId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  await record(house, tx, origin, { event: 'member.removed', companyId, subject: `person:${personId}` });
}

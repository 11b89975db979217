import type { Writer } from '@gatehouse/database';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';

/** Ends what being a collaborator brought: membership of the sandbox company, and every level in it. */
export async function leaveSandbox(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  personId: number,
): Promise<void> {
  for (const table of ['project_levels', 'project_members', 'company_levels'] as const)
    await tx
      .deleteFrom(table)
      .where('company_id', '=', companyId)
      .where('person_id', '=', personId)
      .execute();
  const { numUpdatedRows } = await tx
    .updateTable('company_members')
    .set({ removed_at: house.clock.now() })
    .where('company_id', '=', companyId)
    .where('person_id', '=', personId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  await record(house, tx, origin, { event: 'member.removed', companyId, subject: `person:${personId}` });
}

import type { Reader, Writer } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';

/** Puts new codes in place of all that a provider has, used or not: the audit trail says who used one. */
export async function replaceWayOuts(
  tx: Writer<Tables>,
  companyId: number,
  {
    providerId,
    hashes,
    now,
  }: { readonly providerId: number; readonly hashes: readonly string[]; readonly now: number },
): Promise<void> {
  await tx
    .deleteFrom('way_out_codes')
    .where('company_id', '=', companyId)
    .where('provider_id', '=', providerId)
    .execute();
  const row = {
    company_id: companyId,
    provider_id: providerId,
    created_at: now,
    used_at: null,
    used_by: null,
  };
  if (hashes.length > 0)
    await tx
      .insertInto('way_out_codes')
      .values(hashes.map((code_hash) => ({ ...row, code_hash })))
      .execute();
}

/** Uses a code up; of several who bring the same one gets true. */
export async function claimWayOut(
  tx: Writer<Tables>,
  companyId: number,
  {
    providerId,
    hashes,
    personId,
    now,
  }: {
    readonly providerId: number;
    readonly hashes: readonly string[];
    readonly personId: number;
    readonly now: number;
  },
): Promise<boolean> {
  const claimed = await tx
    .updateTable('way_out_codes')
    .set({ used_at: now, used_by: personId })
    .where('company_id', '=', companyId)
    .where('provider_id', '=', providerId)
    .where('code_hash', 'in', hashes)
    .where('used_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return claimed !== undefined;
}

/** How many of each provider's codes are left. */
export async function countWayOuts(
  tx: Reader<Tables>,
  companyId: number,
): Promise<ReadonlyMap<number, number>> {
  const rows = await tx
    .selectFrom('way_out_codes')
    .select((eb) => ['provider_id', eb.fn.countAll<number>().as('count')])
    .where('company_id', '=', companyId)
    .where('used_at', 'is', null)
    .groupBy('provider_id')
    .execute();
  return new Map(rows.map(({ provider_id, count }) => [provider_id, Number(count)]));
}

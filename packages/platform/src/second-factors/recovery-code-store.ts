import type { Reader, Writer } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';

export async function replaceRecoveryCodes(
  tx: Writer<Tables>,
  personId: number,
  hashes: readonly string[],
  now: number,
): Promise<void> {
  await tx.deleteFrom('recovery_codes').where('person_id', '=', personId).execute();
  if (hashes.length === 0) return;
  await tx
    .insertInto('recovery_codes')
    .values(hashes.map((code_hash) => ({ person_id: personId, code_hash, created_at: now, used_at: null })))
    .execute();
}

/** Uses a code up; of several who bring the same one gets true. */
export async function claimRecoveryCode(
  tx: Writer<Tables>,
  personId: number,
  hashes: readonly string[],
  now: number,
): Promise<boolean> {
  const claimed = await tx
    .updateTable('recovery_codes')
    .set({ used_at: now })
    .where('person_id', '=', personId)
    .where('code_hash', 'in', hashes)
    .where('used_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return claimed !== undefined;
}

export async function countRecoveryCodes(tx: Reader<Tables>, personId: number): Promise<number> {
  const { count } = await tx
    .selectFrom('recovery_codes')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

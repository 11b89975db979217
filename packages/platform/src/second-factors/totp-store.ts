import type { Reader, Writer } from '@gatehouse/database';
import type { Tables, TotpSecretRow } from '../schema/tables.ts';

export async function findTotp(tx: Reader<Tables>, personId: number): Promise<TotpSecretRow | undefined> {
  return await tx.selectFrom('totp_secrets').selectAll().where('person_id', '=', personId).executeTakeFirst();
}

/** False where the person has one already, which is removed first. */
export async function insertTotp(tx: Writer<Tables>, row: TotpSecretRow): Promise<boolean> {
  const inserted = await tx
    .insertInto('totp_secrets')
    .values(row)
    .onConflict((on) => on.column('person_id').doNothing())
    .returning('person_id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Accepts the code of a time step once, on every node (RFC 6238 section 5.2); false where it or a later one was. */
export async function acceptStep(tx: Writer<Tables>, personId: number, step: number): Promise<boolean> {
  const accepted = await tx
    .updateTable('totp_secrets')
    .set({ last_step: step })
    .where('person_id', '=', personId)
    .where('last_step', '<', step)
    .returning('person_id')
    .executeTakeFirst();
  return accepted !== undefined;
}

export async function deleteTotp(tx: Writer<Tables>, personId: number): Promise<boolean> {
  const deleted = await tx
    .deleteFrom('totp_secrets')
    .where('person_id', '=', personId)
    .returning('person_id')
    .executeTakeFirst();
  return deleted !== undefined;
}

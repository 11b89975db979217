import type { Reader, Writer } from '@gatehouse/database';
import type { SignInKeyRow, Tables } from '../schema/tables.ts';

/** The key of a person from now on: one that was made before works no more. */
export async function putSignInKey(tx: Writer<Tables>, row: SignInKeyRow): Promise<void> {
  const { person_id, ...key } = row;
  await tx
    .insertInto('sign_in_keys')
    .values(row)
    .onConflict((on) => on.column('person_id').doUpdateSet(key))
    .execute();
}

export async function findSignInKey(tx: Reader<Tables>, id: string): Promise<SignInKeyRow | undefined> {
  return await tx.selectFrom('sign_in_keys').selectAll().where('id', '=', id).executeTakeFirst();
}

/** When the key of a person ends that nobody has used yet. */
export async function waitingKey(
  tx: Reader<Tables>,
  personId: string,
  now: number,
): Promise<number | undefined> {
  const key = await tx
    .selectFrom('sign_in_keys')
    .select('expires_at')
    .where('person_id', '=', personId)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return key?.expires_at;
}

/** Ends a key, by its use or by its person; false where it had ended. */
export async function endSignInKey(tx: Writer<Tables>, personId: string, id?: string): Promise<boolean> {
  const ended = await tx
    .deleteFrom('sign_in_keys')
    .where('person_id', '=', personId)
    .$if(id !== undefined, (some) => some.where('id', '=', id ?? ''))
    .returning('id')
    .executeTakeFirst();
  return ended !== undefined;
}

import type { Reader, Writer } from '@gatehouse/database';
import type { PasskeyRow, Tables } from '../schema/tables.ts';

export type StoredPasskey = Omit<PasskeyRow, 'id'> & { readonly id: number };

/** The passkey of an authenticator’s answer, while its person may sign in. */
export async function findPasskey(
  tx: Reader<Tables>,
  credentialId: string,
): Promise<StoredPasskey | undefined> {
  return await tx
    .selectFrom('passkeys')
    .innerJoin('people', 'people.id', 'passkeys.person_id')
    .selectAll('passkeys')
    .where('passkeys.credential_id', '=', credentialId)
    .where('people.kind', '=', 'user')
    .where('people.deactivated_at', 'is', null)
    .executeTakeFirst();
}

/** What a person has, in the order in which it was added. */
export async function listPasskeys(tx: Reader<Tables>, personId: number): Promise<StoredPasskey[]> {
  return await tx
    .selectFrom('passkeys')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('id')
    .execute();
}

/** False where this very key is known already, whoever it belongs to. */
export async function insertPasskey(tx: Writer<Tables>, row: Omit<PasskeyRow, 'id'>): Promise<boolean> {
  const inserted = await tx
    .insertInto('passkeys')
    .values(row)
    .onConflict((on) => on.column('credential_id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/**
 * Notes a use whose count went up, or that is not counted at all; false where it went down or stayed, or the passkey was
 * removed meanwhile.
 */
export async function noteUseOfPasskey(
  tx: Writer<Tables>,
  id: number,
  counter: number,
  now: number,
): Promise<boolean> {
  const noted = await tx
    .updateTable('passkeys')
    .set({ counter, last_used_at: now })
    .where('id', '=', id)
    .where((where) => (counter === 0 ? where('counter', '=', 0) : where('counter', '<', counter)))
    .returning('id')
    .executeTakeFirst();
  return noted !== undefined;
}

/** False where the passkey is gone. */
export async function noteRegress(tx: Writer<Tables>, id: number, now: number): Promise<boolean> {
  const noted = await tx
    .updateTable('passkeys')
    .set({ regressed_at: now })
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  return noted !== undefined;
}

/** The name of what was removed; undefined where this person has no such passkey. */
export async function deletePasskey(
  tx: Writer<Tables>,
  personId: number,
  id: number,
): Promise<string | undefined> {
  const deleted = await tx
    .deleteFrom('passkeys')
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .returning('name')
    .executeTakeFirst();
  return deleted?.name;
}

/** False where this person has no such passkey. */
export async function renamePasskey(
  tx: Writer<Tables>,
  personId: number,
  id: number,
  name: string,
): Promise<boolean> {
  const renamed = await tx
    .updateTable('passkeys')
    .set({ name })
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  return renamed !== undefined;
}

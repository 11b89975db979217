import type { Database } from '@gatehouse/database';
import { type KeyRing, keyRingFrom } from '@gatehouse/service';
import type { Tables } from './schema/tables.ts';
import { openRecord, type SealWith, sealRecord } from './vault/sealed-record.ts';

export const ownKeyPlace = { table: 'own_secrets', row: 'keys', person: '', generation: 0 } as const;

/**
 * The key of cookies, form tokens and hashes: at random, shared by all nodes, and sealed by the vault like every token,
 * so that there is one kind of key to keep.
 */
export async function ownKeys(database: Database<Tables>, vault: SealWith): Promise<KeyRing> {
  const { row: name } = ownKeyPlace;
  const fresh = await sealRecord(vault, ownKeyPlace, vault.random.bytes(32));
  const { sealed } = await database.write(async (tx) => {
    await tx
      .insertInto('own_secrets')
      .values({ name, sealed: fresh })
      .onConflict((on) => on.column('name').doNothing())
      .execute();
    return await tx
      .selectFrom('own_secrets')
      .select('sealed')
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
  });
  return keyRingFrom([await openRecord(vault.custodian, ownKeyPlace, sealed)]);
}

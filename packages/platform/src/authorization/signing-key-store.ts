import type { Reader, Writer } from '@gatehouse/database';
import type { SigningAlgorithm } from '@gatehouse/wire';
import type { SigningKeyRow, Tables } from '../schema/tables.ts';

const tableOf = { ES256: 'signing_keys', RS256: 'rsa_signing_keys' } as const;

export async function findNewestKey(
  tx: Reader<Tables>,
  of: SigningAlgorithm,
): Promise<SigningKeyRow | undefined> {
  return await tx
    .selectFrom(tableOf[of])
    .selectAll()
    .orderBy('signs_from', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function findCurrentKey(
  tx: Reader<Tables>,
  of: SigningAlgorithm,
  now: number,
): Promise<SigningKeyRow | undefined> {
  return await tx
    .selectFrom(tableOf[of])
    .selectAll()
    .where('signs_from', '<=', now)
    .orderBy('signs_from', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function findPublishedKeys(
  tx: Reader<Tables>,
  of: SigningAlgorithm,
  now: number,
): Promise<readonly SigningKeyRow[]> {
  return await tx
    .selectFrom(tableOf[of])
    .selectAll()
    .where((it) => it.or([it('published_until', 'is', null), it('published_until', '>', now)]))
    .orderBy('signs_from', 'desc')
    .execute();
}

export async function insertKey(tx: Writer<Tables>, row: SigningKeyRow): Promise<void> {
  await tx.insertInto(tableOf[row.algorithm]).values(row).execute();
}

/** Sets the end of publication of every key but the newest that has none yet. */
export async function retireKeysBefore(
  tx: Writer<Tables>,
  of: SigningAlgorithm,
  newest: string,
  until: number,
): Promise<void> {
  await tx
    .updateTable(tableOf[of])
    .set({ published_until: until })
    .where('kid', '!=', newest)
    .where('published_until', 'is', null)
    .execute();
}

/** Destroys the keys that nothing is verified by any more. */
export async function removeKeysPublishedUntil(
  tx: Writer<Tables>,
  of: SigningAlgorithm,
  now: number,
): Promise<void> {
  await tx.deleteFrom(tableOf[of]).where('published_until', '<=', now).execute();
}

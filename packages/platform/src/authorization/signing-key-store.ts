import type { Reader, Writer } from '@gatehouse/database';
import type { SigningKeyRow, Tables } from '../schema/tables.ts';

export async function findNewestKey(tx: Reader<Tables>): Promise<SigningKeyRow | undefined> {
  return await tx
    .selectFrom('signing_keys')
    .selectAll()
    .orderBy('signs_from', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function findCurrentKey(tx: Reader<Tables>, now: number): Promise<SigningKeyRow | undefined> {
  return await tx
    .selectFrom('signing_keys')
    .selectAll()
    .where('signs_from', '<=', now)
    .orderBy('signs_from', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function findPublishedKeys(tx: Reader<Tables>, now: number): Promise<readonly SigningKeyRow[]> {
  return await tx
    .selectFrom('signing_keys')
    .selectAll()
    .where((it) => it.or([it('published_until', 'is', null), it('published_until', '>', now)]))
    .orderBy('signs_from', 'desc')
    .execute();
}

export async function insertKey(tx: Writer<Tables>, row: SigningKeyRow): Promise<void> {
  await tx.insertInto('signing_keys').values(row).execute();
}

/** Sets the end of publication of every key but the newest that has none yet. */
export async function retireKeysBefore(tx: Writer<Tables>, newest: string, until: number): Promise<void> {
  await tx
    .updateTable('signing_keys')
    .set({ published_until: until })
    .where('kid', '!=', newest)
    .where('published_until', 'is', null)
    .execute();
}

/** Destroys the keys that nothing is verified by any more. */
export async function removeKeysPublishedUntil(tx: Writer<Tables>, now: number): Promise<void> {
  await tx.deleteFrom('signing_keys').where('published_until', '<=', now).execute();
}

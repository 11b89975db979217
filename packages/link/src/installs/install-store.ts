import { type Given, type Insertable, type Reader, statement, type Writer } from '@gatehouse/database';
import type { InstallRow, Tables } from '../schema/tables.ts';

/** An install that may call, with the person it belongs to. */
export async function findInstall(tx: Reader<Tables>, id: string) {
  const [install] = await liveInstall(tx, { id });
  return install;
}

/** Asked at every call of an install. */
const liveInstall = statement((tx: Reader<Tables>, given: Given<{ id: string }>) =>
  tx
    .selectFrom('installs')
    .innerJoin('people', 'people.id', 'installs.person_id')
    .select([
      'installs.id',
      'installs.person_id as personId',
      'installs.name',
      'installs.platform',
      'installs.jkt',
      'installs.credential_hash as credentialHash',
      'installs.created_at as createdAt',
      'installs.seen_at as seenAt',
      'people.name as personName',
      'people.email as personEmail',
    ])
    .where('installs.id', '=', given.id)
    .where('installs.signed_out_at', 'is', null),
);

export type LiveInstall = NonNullable<Awaited<ReturnType<typeof findInstall>>>;

export async function installsOf(tx: Reader<Tables>, personId: string) {
  return await tx
    .selectFrom('installs')
    .select(['id', 'name', 'platform', 'created_at as createdAt', 'seen_at as seenAt'])
    .where('person_id', '=', personId)
    .where('signed_out_at', 'is', null)
    .orderBy('id')
    .execute();
}

/** Whether a person may have one more. */
export async function hasRoom(tx: Reader<Tables>, personId: string, most: number): Promise<boolean> {
  const { count } = await tx
    .selectFrom('installs')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('person_id', '=', personId)
    .where('signed_out_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count) < most;
}

export async function insertInstall(tx: Writer<Tables>, row: Insertable<InstallRow>): Promise<void> {
  await tx.insertInto('installs').values(row).execute();
}

/** Ends an install; false if it had ended, or is not this person's. */
export async function endInstall(
  tx: Writer<Tables>,
  personId: string,
  id: string,
  now: number,
): Promise<boolean> {
  const ended = await tx
    .updateTable('installs')
    .set({ signed_out_at: now })
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .where('signed_out_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return ended !== undefined;
}

export async function touchInstall(tx: Writer<Tables>, id: string, now: number): Promise<void> {
  await tx
    .updateTable('installs')
    .set({ seen_at: now })
    .where('id', '=', id)
    .where('seen_at', '<', now)
    .execute();
}

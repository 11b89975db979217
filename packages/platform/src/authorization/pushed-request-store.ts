import type { Reader, Writer } from '@gatehouse/database';
import type { PushedRequestRow, Tables } from '../schema/tables.ts';

export async function insertPushedRequest(
  tx: Writer<Tables>,
  row: Omit<PushedRequestRow, 'opened_at' | 'used_at'>,
): Promise<void> {
  await tx
    .insertInto('pushed_requests')
    .values({ ...row, opened_at: null, used_at: null })
    .execute();
}

export async function findPushedRequest(
  tx: Reader<Tables>,
  clientId: string,
  id: string,
): Promise<PushedRequestRow | undefined> {
  return await tx
    .selectFrom('pushed_requests')
    .selectAll()
    .where('id', '=', id)
    .where('client_id', '=', clientId)
    .executeTakeFirst();
}

/** A browser brought it: from now on a person has until `expiresAt` to decide. Once; a later one changes nothing. */
export async function openPushedRequest(
  tx: Writer<Tables>,
  clientId: string,
  id: string,
  { now, expiresAt }: { readonly now: number; readonly expiresAt: number },
): Promise<void> {
  await tx
    .updateTable('pushed_requests')
    .set({ opened_at: now, expires_at: expiresAt })
    .where('id', '=', id)
    .where('client_id', '=', clientId)
    .where('opened_at', 'is', null)
    .execute();
}

/** Uses it up; false where it was, or is too old. Of two decisions at the same moment one counts. */
export async function usePushedRequest(
  tx: Writer<Tables>,
  clientId: string,
  id: string,
  now: number,
): Promise<boolean> {
  const used = await tx
    .updateTable('pushed_requests')
    .set({ used_at: now })
    .where('id', '=', id)
    .where('client_id', '=', clientId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('id')
    .executeTakeFirst();
  return used !== undefined;
}

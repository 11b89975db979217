import type { Reader, Updateable, Writer } from '@gatehouse/database';
import type { LinkRow, Tables } from '../schema/tables.ts';

export async function findLink(
  tx: Reader<Tables>,
  personId: string,
  id: string,
): Promise<LinkRow | undefined> {
  return await tx
    .selectFrom('links')
    .selectAll()
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** What is linked, oldest first. */
export async function linksOf(tx: Reader<Tables>, personId: string): Promise<LinkRow[]> {
  return await tx
    .selectFrom('links')
    .selectAll()
    .where('person_id', '=', personId)
    .where('state', '!=', 'unlinked')
    .orderBy('id')
    .execute();
}

export async function findByAccount(
  tx: Reader<Tables>,
  personId: string,
  accountId: number,
): Promise<LinkRow | undefined> {
  return (await linksOf(tx, personId)).find((link) => link.account_id === accountId);
}

/** Changes a link that still is what the caller read: same generation, same fence, same state. */
export async function changeLink(
  tx: Writer<Tables>,
  personId: string,
  read: Pick<LinkRow, 'id' | 'generation' | 'fence' | 'state'>,
  change: Updateable<LinkRow>,
): Promise<boolean> {
  const changed = await tx
    .updateTable('links')
    .set(change)
    .where('person_id', '=', personId)
    .where('id', '=', read.id)
    .where('generation', '=', read.generation)
    .where('fence', '=', read.fence)
    .where('state', '=', read.state)
    .returning('id')
    .executeTakeFirst();
  return changed !== undefined;
}

/** Takes the lease of a refresh, on every node at once: of all who try, one does it. */
export async function claimLease(
  tx: Writer<Tables>,
  personId: string,
  link: LinkRow,
  now: number,
  until: number,
): Promise<boolean> {
  const claimed = await tx
    .updateTable('links')
    .set({ lease_until: until, fence: link.fence + 1, attempt_at: now })
    .where('person_id', '=', personId)
    .where('id', '=', link.id)
    .where('generation', '=', link.generation)
    .where('fence', '=', link.fence)
    .where('state', '=', 'active')
    .where('lease_until', '<=', now)
    .returning('id')
    .executeTakeFirst();
  return claimed !== undefined;
}

export async function markUsed(tx: Writer<Tables>, personId: string, id: string, now: number): Promise<void> {
  await tx
    .updateTable('links')
    .set({ used_at: now })
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .execute();
}

import { type Given, type Reader, statement, type Updateable, type Writer } from '@gatehouse/database';
import type { LinkRow, Tables } from '../schema/tables.ts';

export async function findLink(
  tx: Reader<Tables>,
  personId: string,
  id: string,
): Promise<LinkRow | undefined> {
  const [link] = await linkOf(tx, { personId, id });
  return link;
}

/** Asked twice for every token that is handed out. */
const linkOf = statement((tx: Reader<Tables>, given: Given<{ personId: string; id: string }>) =>
  tx
    .selectFrom('links')
    .select([
      'id',
      'person_id',
      'account_id',
      'account_name',
      'account_login',
      'state',
      'reason',
      'generation',
      'sealed',
      'key_id',
      'access_expires_at',
      'refresh_at',
      'refreshed_at',
      'used_at',
      'check_at',
      'lease_until',
      'fence',
      'failures',
      'rest_until',
      'attempt_at',
      'linked_at',
      'unlinked_at',
    ])
    .where('person_id', '=', given.personId)
    .where('id', '=', given.id),
);

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
    .where('rest_until', '<=', now)
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

/** Takes the question of a day whether a link is still known, on every node at once, and says when it is asked again. */
export async function claimCheck(
  tx: Writer<Tables>,
  personId: string,
  { id, check_at }: Pick<LinkRow, 'id' | 'check_at'>,
  next: number,
): Promise<boolean> {
  const claimed = await tx
    .updateTable('links')
    .set({ check_at: next })
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .where('check_at', '=', check_at)
    .returning('id')
    .executeTakeFirst();
  return claimed !== undefined;
}

export async function setCheck(
  tx: Writer<Tables>,
  personId: string,
  id: string,
  next: number,
): Promise<void> {
  await tx
    .updateTable('links')
    .set({ check_at: next })
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .execute();
}

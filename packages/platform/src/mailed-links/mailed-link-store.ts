import type { Reader, Writer } from '@gatehouse/database';
import type { House } from '../house.ts';
import type { MailedLinkRow, Tables } from '../schema/tables.ts';

export type LinkPurpose = MailedLinkRow['purpose'];
export type NewLink = Omit<MailedLinkRow, 'id'>;
export type AliveLink = Pick<MailedLinkRow, 'address' | 'person_id' | 'company_id'> & { readonly id: number };

export async function insertLink(tx: Writer<Tables>, link: NewLink): Promise<void> {
  await tx.insertInto('mailed_links').values(link).execute();
}

/** How many links of a purpose were made for an address since a time. */
export async function countLinks(
  tx: Reader<Tables>,
  purpose: LinkPurpose,
  address: string,
  since: number,
): Promise<number> {
  const { count } = await tx
    .selectFrom('mailed_links')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('address', '=', address)
    .where('purpose', '=', purpose)
    .where('created_at', '>', since)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The link of a token, while it is good for this purpose: not used, and not too old. */
export async function findAliveLink(
  tx: Reader<Tables>,
  purpose: LinkPurpose,
  tokenHashes: readonly string[],
  now: number,
): Promise<AliveLink | undefined> {
  return await tx
    .selectFrom('mailed_links')
    .select(['id', 'address', 'person_id', 'company_id'])
    .where('token_hash', 'in', tokenHashes)
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
}

/** Uses a link up, and with it every other one of its purpose that lies in the same mailbox. Of several one gets true. */
export async function claimLink(
  tx: Writer<Tables>,
  purpose: LinkPurpose,
  link: Pick<AliveLink, 'id' | 'address'>,
  now: number,
): Promise<boolean> {
  const claimed = await tx
    .updateTable('mailed_links')
    .set({ used_at: now })
    .where('id', '=', link.id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('id')
    .executeTakeFirst();
  if (claimed === undefined) return false;
  await tx
    .updateTable('mailed_links')
    .set({ used_at: now })
    .where('address', '=', link.address)
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .execute();
  return true;
}

const step = 500;

/** Removes links that are over, in small steps. */
export async function sweepLinks({ database, clock }: Pick<House, 'database' | 'clock'>): Promise<number> {
  const before = clock.now();
  for (let total = 0; ; ) {
    const removed = await database.write((tx) =>
      tx
        .deleteFrom('mailed_links')
        .where('id', 'in', (from) =>
          from.selectFrom('mailed_links').select('id').where('expires_at', '<', before).limit(step),
        )
        .returning('id')
        .execute(),
    );
    total += removed.length;
    if (removed.length < step) return total;
  }
}

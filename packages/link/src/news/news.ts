import { type Reader, toJson, type Writer } from '@gatehouse/database';
import type { LinkEventData, LinkEventName } from '@gatehouse/wire';
import type { House } from '../house.ts';
import type { NewsRow, Tables } from '../schema/tables.ts';

/** Tells the installs of a link, in the unit of the change itself; every node's streams read it from there. */
export async function tell<Name extends LinkEventName>(
  { clock }: Pick<House, 'clock'>,
  tx: Writer<Tables>,
  linkId: string,
  event: Name,
  data: LinkEventData[Name],
): Promise<void> {
  await tx
    .insertInto('news')
    .values({ link_id: linkId, event, data: toJson<object>(data), at: clock.now() })
    .execute();
}

export type News = Pick<NewsRow, 'event' | 'data'> & { readonly id: number; readonly link_id: string };

/** What was told since a time, of one link or of all. Not by id: another node's lower id may be committed later. */
export async function newsSince(tx: Reader<Tables>, since: number, linkId?: string): Promise<News[]> {
  return await tx
    .selectFrom('news')
    .select(['id', 'link_id', 'event', 'data'])
    .where('at', '>=', since)
    .$if(linkId !== undefined, (some) => some.where('link_id', '=', linkId ?? ''))
    .orderBy('id')
    .execute();
}

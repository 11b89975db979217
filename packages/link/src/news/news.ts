import { type Reader, toJson, type Writer } from '@gatehouse/database';
import type { LinkEventData, LinkEventName } from '@gatehouse/wire';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';

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

/** What was told of a link since a time. Not by id: another node's lower id may be committed later. */
export async function newsSince(tx: Reader<Tables>, linkId: string, since: number) {
  return await tx
    .selectFrom('news')
    .select(['id', 'event', 'data'])
    .where('link_id', '=', linkId)
    .where('at', '>=', since)
    .orderBy('id')
    .execute();
}

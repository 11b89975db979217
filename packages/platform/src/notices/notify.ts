import type { Writer } from '@gatehouse/database';
import { ulid } from '@gatehouse/service';
import type { NoticeData, NoticeKind } from '@gatehouse/wire';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';

/**
 * Leaves people word of something, inside the unit in which it happens. A kind and data, never a text: each reader
 * is told in the language they have when they read it. Whoever is named twice is told once.
 */
export async function notify<Kind extends NoticeKind>(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  personIds: readonly number[],
  kind: Kind,
  data: NoticeData<Kind>,
): Promise<void> {
  for (const personId of new Set(personIds)) {
    await tx
      .insertInto('notices')
      .values({
        id: ulid(house.clock, house.random),
        person_id: personId,
        kind,
        data: JSON.stringify(data),
        created_at: house.clock.now(),
        read_at: null,
      })
      .execute();
  }
}

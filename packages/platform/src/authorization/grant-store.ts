import type { Reader, Writer } from '@gatehouse/database';
import { ulid } from '@gatehouse/service';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';

/** The person's living grant for this client. */
export async function findLiveGrant(
  tx: Reader<Tables>,
  personId: number,
  clientId: string,
): Promise<string | undefined> {
  const alive = await tx
    .selectFrom('grants')
    .select('id')
    .where('person_id', '=', personId)
    .where('client_id', '=', clientId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return alive?.id;
}

/** The person's living grant for this client, or a new one: there is one at most for each pair. */
export async function findOrCreateGrant(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  personId: number,
  clientId: string,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const alive = await findLiveGrant(tx, personId, clientId);
  if (alive !== undefined) return { id: alive, isNew: false };
  const id = ulid(house.clock, house.random);
  await tx
    .insertInto('grants')
    .values({
      id,
      person_id: personId,
      client_id: clientId,
      created_at: house.clock.now(),
      last_used_at: null,
      last_used_from: null,
      revoked_at: null,
      revoked_reason: null,
    })
    .execute();
  return { id, isNew: true };
}

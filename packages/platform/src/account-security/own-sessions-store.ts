import type { Reader } from '@gatehouse/database';
import type { SessionRow, Tables } from '../schema/tables.ts';

export type OwnSessionRow = Pick<
  SessionRow,
  'id_hash' | 'person_id' | 'created_at' | 'seen_at' | 'user_agent' | 'address'
>;

/** Where a person is signed in, the browser used last first. */
export async function listSessionsOf(
  tx: Reader<Tables>,
  personId: number,
  now: number,
): Promise<OwnSessionRow[]> {
  return await tx
    .selectFrom('sessions')
    .select(['id_hash', 'person_id', 'created_at', 'seen_at', 'user_agent', 'address'])
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('seen_at', 'desc')
    .orderBy('id_hash')
    .execute();
}

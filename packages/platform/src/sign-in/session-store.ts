import type { Reader, Writer } from '@gatehouse/database';
import type { SessionRow, Tables } from '../schema/tables.ts';

/** A session that can be used now, with the person it belongs to. */
export interface LiveSession {
  readonly idHash: string;
  readonly personId: number;
  readonly signedInAt: number;
  readonly seenAt: number;
  readonly expiresAt: number;
  readonly methods: string | null;
  readonly provenAt: number | null;
  readonly providerId: number | null;
}

/** The session under one of these hashes, if it is neither ended nor expired and its person may still sign in. */
export async function findLiveSession(
  tx: Reader<Tables>,
  idHashes: readonly string[],
  now: number,
): Promise<LiveSession | undefined> {
  return await tx
    .selectFrom('sessions')
    .innerJoin('people', 'people.id', 'sessions.person_id')
    .select([
      'sessions.id_hash as idHash',
      'sessions.person_id as personId',
      'sessions.created_at as signedInAt',
      'sessions.seen_at as seenAt',
      'sessions.expires_at as expiresAt',
      'sessions.methods as methods',
      'sessions.proven_at as provenAt',
      'sessions.provider_id as providerId',
    ])
    .where('sessions.id_hash', 'in', idHashes)
    .where('sessions.ended_at', 'is', null)
    .where('sessions.expires_at', '>', now)
    .where('people.kind', '=', 'user')
    .where('people.deactivated_at', 'is', null)
    .executeTakeFirst();
}

export async function insertSession(tx: Writer<Tables>, row: SessionRow): Promise<void> {
  await tx.insertInto('sessions').values(row).execute();
}

/** Ends the session. False if it had ended before: of two sign-outs one did it. */
export async function endSession(tx: Writer<Tables>, idHash: string, now: number): Promise<boolean> {
  const ended = await tx
    .updateTable('sessions')
    .set({ ended_at: now })
    .where('id_hash', '=', idHash)
    .where('ended_at', 'is', null)
    .returning('id_hash')
    .execute();
  return ended.length > 0;
}

/** Ends every session of a person but one, or all of them; how many there were. */
export async function endSessionsOf(
  tx: Writer<Tables>,
  personId: number,
  now: number,
  but?: string,
): Promise<number> {
  let update = tx
    .updateTable('sessions')
    .set({ ended_at: now })
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now);
  if (but !== undefined) update = update.where('id_hash', '!=', but);
  return (await update.returning('id_hash').execute()).length;
}

/** Notes that the session was used, without ever reviving an ended one or going back in time. */
export async function touchSession(tx: Writer<Tables>, idHash: string, now: number): Promise<void> {
  await tx
    .updateTable('sessions')
    .set({ seen_at: now })
    .where('id_hash', '=', idHash)
    .where('seen_at', '<', now)
    .execute();
}

/** Notes that the person proved again who they are, and how; false for a session that is over. */
export async function noteProof(
  tx: Writer<Tables>,
  idHash: string,
  methods: string,
  now: number,
): Promise<boolean> {
  const noted = await tx
    .updateTable('sessions')
    .set({ methods, proven_at: now })
    .where('id_hash', '=', idHash)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('id_hash')
    .executeTakeFirst();
  return noted !== undefined;
}

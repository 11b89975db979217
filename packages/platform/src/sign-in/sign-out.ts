import type { Writer } from '@gatehouse/database';
import type { FastifyRequest } from 'fastify';
import { type Origin, record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import { clearedSessionCookie, presentedHashes, type Session } from './session.ts';
import { endSession, findLiveSession } from './session-store.ts';

/** Ends the session for good and returns the headers that make the browser forget it. */
export async function signOut(
  house: House,
  request: FastifyRequest,
  session: Session,
): Promise<Readonly<Record<string, string>>> {
  const origin = originOf(request, { kind: 'person', id: session.personId });
  await house.database.write((tx) => endAudited(house, tx, origin, session));
  return forgetful(house);
}

/** Ends the session inside a unit; of two that do so, one writes the event. */
export async function endAudited(
  house: House,
  tx: Writer<Tables>,
  origin: Origin,
  session: Pick<Session, 'idHash' | 'personId'>,
): Promise<void> {
  if (await endSession(tx, session.idHash, house.clock.now()))
    await record(house, tx, origin, { event: 'person.signed_out', subject: `person:${session.personId}` });
}

/** Ends the session a browser still has when a new one begins: nobody could end it later. */
export async function endPresented(house: House, tx: Writer<Tables>, request: FastifyRequest): Promise<void> {
  const idHashes = presentedHashes(house, request);
  if (idHashes === undefined) return;
  const found = await findLiveSession(tx, idHashes, house.clock.now());
  if (found === undefined) return;
  await endAudited(house, tx, originOf(request, { kind: 'person', id: found.personId }), found);
}

/** Without a session there is nothing to end, but maybe something to forget. */
export function forgetful(house: House): Readonly<Record<string, string>> {
  // Not "cookies": it would also take those of sibling hosts, and the language and device of this one.
  return { 'set-cookie': clearedSessionCookie(house), 'clear-site-data': '"cache", "storage"' };
}

import type { FastifyRequest } from 'fastify';
import { record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import type { House } from '../house.ts';
import { clearedSessionCookie, type Session } from './session.ts';
import { endSession } from './session-store.ts';

/** Ends the session for good and returns the headers that make the browser forget it. */
export async function signOut(
  house: House,
  request: FastifyRequest,
  session: Session,
): Promise<Readonly<Record<string, string>>> {
  const origin = originOf(request, { kind: 'person', id: session.personId });
  await house.database.write(async (tx) => {
    if (await endSession(tx, session.idHash, house.clock.now()))
      await record(house, tx, origin, { event: 'person.signed_out', subject: `person:${session.personId}` });
  });
  return forgetful(house);
}

/** Without a session there is nothing to end, but maybe something to forget. */
export function forgetful(house: House): Readonly<Record<string, string>> {
  // Not "cookies": it would also take those of sibling hosts, and the language and device of this one.
  return { 'set-cookie': clearedSessionCookie(house), 'clear-site-data': '"cache", "storage"' };
}

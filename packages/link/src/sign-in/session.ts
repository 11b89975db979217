import { crossSiteReason, csrfToken, keyedHash, sealedCookies, verifyCsrfToken } from '@gatehouse/service';
import type { FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import type { PersonRow } from '../schema/tables.ts';

const cookieName = '__Host-gatehouse-link-session';
const purpose = 'session';

/** A person's sign-in in one browser. */
export interface Session {
  readonly idHash: string;
  readonly person: PersonRow;
}

export async function currentSession(
  house: House,
  request: Pick<FastifyRequest, 'headers'>,
): Promise<Session | undefined> {
  const id = cookiesOf(house).read(cookieName, request.headers.cookie);
  if (id === undefined) return undefined;
  const idHash = keyedHash(house.keys, purpose, id);
  const person = await house.database.read((tx) =>
    tx
      .selectFrom('sessions')
      .innerJoin('people', 'people.id', 'sessions.person_id')
      .selectAll('people')
      .where('sessions.id_hash', '=', idHash)
      .where('sessions.expires_at', '>', house.clock.now())
      .executeTakeFirst(),
  );
  return person && { idHash, person };
}

/** Always a new id, whatever the browser sent before. Returns the `Set-Cookie` value. */
export async function beginSession(house: House, personId: string): Promise<string> {
  const { clock, random, keys, settings } = house;
  const id = Buffer.from(random.bytes(32)).toString('base64url');
  const now = clock.now();
  const row = {
    id_hash: keyedHash(keys, purpose, id),
    person_id: personId,
    created_at: now,
    expires_at: now + settings.sessionTtl,
  };
  await house.database.write((tx) => tx.insertInto('sessions').values(row).execute());
  return cookiesOf(house).seal(cookieName, id, Math.floor(settings.sessionTtl / 1000));
}

/** Ends the session everywhere. Returns the `Set-Cookie` value. */
export async function endSession(house: House, { idHash }: Session): Promise<string> {
  await house.database.write((tx) => tx.deleteFrom('sessions').where('id_hash', '=', idHash).execute());
  return cookiesOf(house).clear(cookieName);
}

export function formTokenFor({ keys }: House, { idHash }: Session): string {
  return csrfToken(keys, idHash);
}

/** Whether a form was shown by us to this very session. */
export function formTokenHolds(house: House, session: Session, request: FastifyRequest): boolean {
  const { csrf } = (request.body ?? {}) as Readonly<Record<string, unknown>>;
  return (
    crossSiteReason(request, new URL(house.origin)) === undefined &&
    verifyCsrfToken(house.keys, session.idHash, csrf)
  );
}

function cookiesOf({ keys, clock, random }: House) {
  return sealedCookies(keys, clock, random);
}

import type { FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { findPerson, type PagePerson } from './person-store.ts';
import { currentSession, type Session } from './session.ts';

/** Who looks at a page that is for people who are signed in. */
export interface Visitor {
  readonly session: Session;
  readonly person: PagePerson;
}

export async function visitorOf(house: House, request: FastifyRequest): Promise<Visitor | undefined> {
  const session = await currentSession(house, request);
  if (session === undefined) return undefined;
  const person = await house.database.read((tx) => findPerson(tx, session.personId));
  return person && { session, person };
}

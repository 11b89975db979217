import type { FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { findPerson, type PagePerson } from './person-store.ts';
import { currentSession, type Session, unfinishedSession } from './session.ts';

/** Who looks at a page that is for people who are signed in. */
export interface Visitor {
  readonly session: Session;
  readonly person: PagePerson;
}

export async function visitorOf(house: House, request: FastifyRequest): Promise<Visitor | undefined> {
  return await visitorBy(house, await currentSession(house, request));
}

/** The same for pages on which a second factor is added that the deployment asks for. */
export async function unfinishedVisitorOf(
  house: House,
  request: FastifyRequest,
): Promise<Visitor | undefined> {
  return await visitorBy(house, await unfinishedSession(house, request));
}

async function visitorBy(house: House, session: Session | undefined): Promise<Visitor | undefined> {
  if (session === undefined) return undefined;
  const person = await house.database.read((tx) => findPerson(tx, session.personId));
  return person && { session, person };
}

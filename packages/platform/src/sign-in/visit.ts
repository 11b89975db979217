import { crossSiteReason, csrfToken, sealedCookies, verifyCsrfToken } from '@gatehouse/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';

const cookieName = '__Host-gatehouse-visit';
const oneDay = 24 * 60 * 60;

/**
 * Before there is a session, forms are bound to a visit: a random id in a sealed cookie, of which the form carries
 * a keyed hash. Without it a foreign page could sign a person in to the attacker's own account (login CSRF).
 * A visit grants nothing, so signing in makes a session and leaves the visit as it is.
 */
export function formTokenFor(house: House, request: FastifyRequest, reply: FastifyReply): string {
  const cookies = sealedCookies(house.keys, house.clock, house.random);
  const visit = visitOf(house, request) ?? Buffer.from(house.random.bytes(16)).toString('base64url');
  reply.header('set-cookie', cookies.seal(cookieName, visit, oneDay));
  return csrfToken(house.keys, bound(visit));
}

/** Whether the form was shown to this very browser by us. */
export function formTokenHolds(house: House, request: FastifyRequest, presented: string): boolean {
  const visit = visitOf(house, request);
  return (
    crossSiteReason(request, new URL(house.issuer)) === undefined &&
    visit !== undefined &&
    verifyCsrfToken(house.keys, bound(visit), presented)
  );
}

function visitOf(house: House, request: FastifyRequest): string | undefined {
  return sealedCookies(house.keys, house.clock, house.random).read(cookieName, request.headers.cookie);
}

/** Keeps these tokens apart from those of sessions, which are made by the same function. */
function bound(visit: string): string {
  return `visit ${visit}`;
}

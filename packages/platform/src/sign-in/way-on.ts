import { sealedCookies } from '@gatehouse/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { isOwnPath, type Keeper } from '../pages/return-path.ts';

const cookieName = '__Host-gatehouse-way-on';
/** Seconds: as long as a new factor may take. */
const lifetime = 15 * 60;

/** Keeps where somebody was going who is led to set up a second factor first. */
export function keepWayOn(house: House, reply: FastifyReply, path: string): void {
  reply.header('set-cookie', cookiesOf(house).seal(cookieName, path, lifetime));
}

/** Where they were going, this once; undefined for whoever came by themselves. */
export function takeWayOn(
  house: House,
  request: Pick<FastifyRequest, 'headers'>,
  reply: FastifyReply,
): string | undefined {
  const path = cookiesOf(house).read(cookieName, request.headers.cookie);
  if (path === undefined) return undefined;
  reply.header('set-cookie', cookiesOf(house).clear(cookieName));
  return isOwnPath(path) ? path : undefined;
}

function cookiesOf({ keys, clock, random }: Keeper) {
  return sealedCookies(keys, clock, random);
}

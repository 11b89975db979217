import { sealedCookies } from '@gatehouse/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import type { Flow } from '../provider/provider.ts';

const cookieName = '__Host-gatehouse-link-flow';
const life = 600;

/** A browser that was sent to an authorization server, and what it is to do when it comes back. */
export interface Journey extends Flow {
  readonly kind: 'sign_in' | 'link';
  /** Who links; a browser that changed hands in between links nothing. */
  readonly personId?: string | undefined;
  /** A path of ours. */
  readonly returnTo: string;
}

/** Sends the browser away; state, verifier and nonce travel sealed in its own cookie, so no other browser can finish. */
export async function depart(
  house: House,
  reply: FastifyReply,
  journey: Pick<Journey, 'kind' | 'personId' | 'returnTo'>,
  more: Readonly<Record<string, string>>,
): Promise<FastifyReply> {
  const random = () => Buffer.from(house.random.bytes(32)).toString('base64url');
  const isSignIn = journey.kind === 'sign_in';
  const flow: Journey = {
    ...journey,
    state: random(),
    verifier: random(),
    ...(isSignIn ? { nonce: random() } : {}),
  };
  const provider = isSignIn ? house.identity : house.gatehouse;
  const url = await provider.authorizationUrl(flow, `${house.origin}/callback`, more);
  return reply
    .header('set-cookie', cookiesOf(house).seal(cookieName, JSON.stringify(flow), life))
    .redirect(url.href, 303);
}

/** The journey that this browser was sent on, once: the cookie goes with the first look. */
export function arrive(house: House, request: FastifyRequest, reply: FastifyReply): Journey | undefined {
  const text = cookiesOf(house).read(cookieName, request.headers.cookie);
  reply.header('set-cookie', cookiesOf(house).clear(cookieName));
  const flow = text === undefined ? undefined : (JSON.parse(text) as Journey);
  const { state } = request.query as Readonly<Record<string, unknown>>;
  return flow !== undefined && flow.state === state ? flow : undefined;
}

function cookiesOf({ keys, clock, random }: House) {
  return sealedCookies(keys, clock, random);
}

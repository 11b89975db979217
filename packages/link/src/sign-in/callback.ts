import { Me, parse } from '@gatehouse/wire';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { type Account, keepLink } from '../links/keep-link.ts';
import { sendProblem } from '../pages/problem-page.ts';
import type { Pair } from '../provider/provider.ts';
import type { Unredeemed } from '../provider/unredeemed.ts';
import { personOf } from './find-person.ts';
import { arrive, type Journey } from './flow.ts';
import { beginSession, currentSession } from './session.ts';

/** GET /callback: a browser comes back, from signing in or from linking. */
export async function finishJourney(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const journey = arrive(house, request, reply);
  if (journey === undefined) return await sendProblem(house, request, reply, 400, 'stale');
  const callback = new URL(request.url, house.origin);
  const isSignIn = journey.kind === 'sign_in';
  // Before even an error is believed (RFC 9207 section 2.4).
  if (!(await (isSignIn ? house.identity : house.gatehouse).isFrom(callback)))
    return await sendProblem(house, request, reply, 400, 'foreign');
  if (callback.searchParams.has('error')) return await sendProblem(house, request, reply, 400, 'refused');
  return isSignIn
    ? await signIn(house, request, reply, journey, callback)
    : await link(house, request, reply, journey, callback);
}

async function signIn(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  journey: Journey,
  callback: URL,
) {
  const redeemed = await house.identity.redeem(callback, journey);
  if ('problem' in redeemed) return await refuse(house, request, reply, redeemed);
  const { pair, claims } = redeemed;
  // Signing in needs an id_token and nothing else: what came with it is closed at once.
  await house.identity
    .revoke(pair.accessToken)
    .catch((error: unknown) => house.logger.warn({ err: error }, 'tokens of a sign-in were not revoked'));
  const personId = await personOf(house, house.identity.issuer.href, claims ?? {});
  const cookies = [reply.getHeader('set-cookie'), await beginSession(house, personId)].flat().map(String);
  return reply.header('set-cookie', cookies).redirect(journey.returnTo, 303);
}

async function link(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  journey: Journey,
  callback: URL,
) {
  const session = await currentSession(house, request);
  // Before the code is redeemed: an account lands with the person who asked for it or nowhere.
  if (session === undefined || session.person.id !== journey.personId)
    return await sendProblem(house, request, reply, 403, 'other_person');
  const redeemed = await house.gatehouse.redeem(callback, journey);
  if ('problem' in redeemed) return await refuse(house, request, reply, redeemed);
  const { pair } = redeemed;
  try {
    await keepLink(house, session.person.id, await accountOf(house, pair), pair);
  } catch (error) {
    // Nobody would ever find this access again: it must not go on without a link.
    await house.gatehouse
      .revoke(pair.accessToken)
      .catch((failed: unknown) => house.logger.error({ err: failed }, 'an access without a link goes on'));
    throw error;
  }
  return reply.redirect('/', 303);
}

async function refuse(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  { problem, cause }: Unredeemed,
): Promise<FastifyReply> {
  if (cause !== undefined) request.log.warn({ err: cause }, 'what a provider said of a person was refused');
  return await sendProblem(house, request, reply, 400, problem);
}

async function accountOf({ gatehouse }: House, { accessToken }: Pair): Promise<Account> {
  const response = await fetch(new URL('/rest/v1.0/me', gatehouse.issuer), {
    headers: { authorization: `Bearer ${accessToken}` },
    redirect: 'error',
    signal: AbortSignal.timeout(10_000),
  });
  const me = parse(Me, response.ok ? await response.json() : undefined);
  if (!me.ok) throw new Error(`Gatehouse does not say whose token it gave: ${response.status}`);
  const { id, login, name } = me.value;
  return { id, login, name: name ?? login };
}

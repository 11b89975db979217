import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RegisteredClient } from '../apps/client-store.ts';
import { record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import type { House } from '../house.ts';
import type { Session } from '../sign-in/session.ts';
import { issueCode } from './allow.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import { allowedOf, findLiveGrant } from './grant-store.ts';
import { OAuthError } from './oauth-error.ts';
import type { ProvenRedirect } from './proven-redirect.ts';
import { usePushedRequest } from './pushed-request-store.ts';

interface Silent {
  readonly session: Session;
  readonly client: RegisteredClient;
  readonly redirect: ProvenRedirect;
  readonly asked: AuthorizationRequest;
  readonly pushedId: string | null;
}

/**
 * `prompt=none` (OpenID Connect Core section 3.1.2.1): no page is shown. Whoever allowed the app as much before is sent
 * on with a code, but only to a client that has a secret: anybody can pretend to be one that has none (RFC 8252 8.6).
 */
export async function answerSilently(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  { session, client, redirect, asked, pushedId }: Silent,
): Promise<FastifyReply> {
  const { personId, signedInAt, methods } = session;
  const origin = originOf(request, { kind: 'person', id: personId }, client.clientId);
  const code = await house.database.write(async (tx) => {
    if (!client.confidential || redirect.isOutOfBand) return undefined;
    const grantId = await findLiveGrant(tx, personId, client.clientId);
    if (grantId === undefined) return undefined;
    const allowed = await allowedOf(tx, grantId, asked.resource);
    if (allowed === undefined || scopesOf(asked).some((scope) => !allowed.has(scope))) return undefined;
    if (pushedId !== null && !(await usePushedRequest(tx, client.clientId, pushedId, house.clock.now())))
      return undefined;
    await record(house, tx, origin, { event: 'code.issued', subject: `grant:${grantId}` });
    return await issueCode(house, tx, { grantId, client, redirect, request: asked, signedInAt, methods });
  });
  const location =
    code === undefined
      ? redirect.withError(new OAuthError('consent_required'), asked.state)
      : redirect.withCode(code, asked.state);
  return reply.redirect(location, 303);
}

function scopesOf({ signIn }: AuthorizationRequest): readonly string[] {
  return signIn?.scope.split(' ').filter((scope) => scope !== '') ?? [];
}

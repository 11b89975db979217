import type { FastifyReply, FastifyRequest } from 'fastify';
import { findRegisteredClient } from '../apps/client-store.ts';
import { record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import { keepDocumentedClient } from '../client-documents/documented-client-store.ts';
import type { RequestingClients } from '../client-documents/requesting-clients.ts';
import type { House } from '../house.ts';
import { formField } from '../pages/form-field.ts';
import { sendErrorPage } from '../pages/send-page.ts';
import { signInLocation } from '../sign-in/return-to.ts';
import { csrfHolds, currentSession } from '../sign-in/session.ts';
import { allow } from './allow.ts';
import { readCompanyChoice } from './company-choice.ts';
import { OAuthError } from './oauth-error.ts';
import { openRequest } from './pending-request.ts';
import { ProvenRedirect } from './proven-redirect.ts';
import { usePushedRequest } from './pushed-request-store.ts';

type Outcome =
  | { readonly kind: 'app_disabled' | 'redirect_uri' | 'expired' }
  | { readonly kind: 'allowed'; readonly redirect: ProvenRedirect; readonly code: string }
  | { readonly kind: 'denied'; readonly redirect: ProvenRedirect };

/**
 * POST /oauth/authorize: a person's Allow or Deny. The request is the one we sealed ourselves; what else the form
 * says is not read, but for the companies that are ticked. Client and redirect URI are proven again, for minutes have
 * passed.
 */
export async function decideConsent(
  house: House,
  clients: RequestingClients,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const session = await currentSession(house, request);
  if (session === undefined) return reply.redirect(signInLocation(house, request), 303);
  if (!csrfHolds(house, session, request, formField(request.body, 'csrf')))
    return sendErrorPage(request, reply, 403, 'forbidden');
  const pending = openRequest(house, session.idHash, formField(request.body, 'request'));
  if (pending === undefined) return sendErrorPage(request, reply, 400, 'expired');
  const decision = formField(request.body, 'decision');
  if (decision !== 'allow' && decision !== 'deny') return sendErrorPage(request, reply, 400, 'bad_request');

  const choice = pending.companies === null ? null : readCompanyChoice(request.body, pending.companies);
  if (choice === undefined) return sendErrorPage(request, reply, 400, 'bad_request');
  const document = await clients.documentOf(request, pending.clientId);
  if (document === undefined) return sendErrorPage(request, reply, 400, 'app_disabled');

  const { personId } = session;
  const origin = originOf(request, { kind: 'person', id: personId }, pending.clientId);
  const outcome = await house.database.write<Outcome>(async (tx) => {
    const asking = await clients.find(tx, pending.clientId, document);
    if (asking === undefined) return { kind: 'app_disabled' };
    const redirect = ProvenRedirect.prove(asking, pending.redirectUriSent, house.issuer);
    if (redirect === undefined) return { kind: 'redirect_uri' };
    const { clientId, pushedId } = pending;
    if (pushedId !== null && !(await usePushedRequest(tx, clientId, pushedId, house.clock.now())))
      return { kind: 'expired' };
    if (decision === 'deny') {
      await record(house, tx, origin, {
        event: 'authorization.denied',
        subject: `client:${pending.clientId}`,
      });
      return { kind: 'denied', redirect };
    }
    if (document !== null) await keepDocumentedClient(house, tx, origin, document, personId);
    const client = document === null ? asking : await findRegisteredClient(tx, clientId);
    if (client === undefined) return { kind: 'app_disabled' };
    const code = await allow(house, tx, origin, {
      personId,
      signedInAt: session.signedInAt,
      methods: session.methods,
      client,
      redirect,
      request: pending,
      choice,
    });
    return { kind: 'allowed', redirect, code };
  });

  switch (outcome.kind) {
    case 'app_disabled':
    case 'redirect_uri':
    case 'expired':
      return sendErrorPage(request, reply, 400, outcome.kind);
    case 'denied':
      if (outcome.redirect.isOutOfBand) return reply.redirect('/', 303);
      return reply.redirect(outcome.redirect.withError(new OAuthError('denied'), pending.state), 303);
    case 'allowed':
      // 303 and never 307: the form's body must not be posted on to the app (RFC 9700 section 4.12).
      return reply.redirect(outcome.redirect.withCode(outcome.code, pending.state), 303);
  }
}

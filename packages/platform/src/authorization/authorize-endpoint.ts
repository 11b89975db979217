import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RegisteredClient } from '../apps/client-store.ts';
import { record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import { namesDocument } from '../client-documents/document-url.ts';
import type { RequestingClients } from '../client-documents/requesting-clients.ts';
import type { House } from '../house.ts';
import { consentPage } from '../pages/consent-page.ts';
import { languageSwitch } from '../pages/language-switch.ts';
import { localeOf } from '../pages/locale.ts';
import { sendErrorPage, sendPage } from '../pages/send-page.ts';
import { redirectUriShape } from '../request-log/disclose.ts';
import { findFactors } from '../second-factors/factor-store.ts';
import { strongestOf } from '../second-factors/factors.ts';
import { findPerson } from '../sign-in/person-store.ts';
import { signInAgainLocation, signInLocation } from '../sign-in/return-to.ts';
import { csrfTokenFor, currentSession, type Session } from '../sign-in/session.ts';
import { type AuthorizationRequest, provenRedirect, readRequest } from './authorization-request.ts';
import { companiesToChoose } from './companies-to-choose.ts';
import { askedAgain, needsFreshSignIn, pathAskedAgain } from './fresh-sign-in.ts';
import { noteRefusalOf } from './note-oauth-refusal.ts';
import { OAuthError } from './oauth-error.ts';
import { readQuery } from './parameters.ts';
import { sealRequest } from './pending-request.ts';
import type { ProvenRedirect } from './proven-redirect.ts';
import { broughtRequest } from './pushed-request.ts';
import { rememberedCode } from './remembered-code.ts';
import { apisOf, includesOwnApi } from './resource.ts';
import { asksForConsent, mayBounce } from './sign-in-request.ts';

/** An app registered so recently deserves a second look (check UI-14). */
export const newFor = 30 * 24 * 60 * 60 * 1000;

/**
 * GET /oauth/authorize (RFC 6749 section 4.1.1). The client and its redirect URI are judged before anything else;
 * until both hold, the browser stays here (RFC 9700 section 4.11). Then the person signs in; only then is a fault
 * told to the app, so that nobody can be bounced through us unawares (checks AZ-17, AZ-18).
 *
 * `prompt`, `scope` and the like are ignored unless the app signs people in (`openid`), but for `prompt=consent`. No
 * redirect with a code happens without a click, but to whom the person has allowed as much before.
 */
export async function authorize(
  house: House,
  clients: RequestingClients,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const query = readQuery(request.raw.url ?? '');
  const clientId = query.values.get('client_id');
  if (clientId === undefined) return sendErrorPage(request, reply, 400, 'bad_request');
  const document = await clients.documentOf(request, clientId);
  if (document === undefined) return sendErrorPage(request, reply, 400, 'unknown_app');
  const client = await house.database.read((tx) => clients.find(tx, clientId, document));
  if (client === undefined) return sendErrorPage(request, reply, 400, 'unknown_app');
  const brought = await broughtRequest(house, clientId, query);
  if (brought === undefined) return sendErrorPage(request, reply, 400, 'expired');
  const { parameters, pushedId } = brought;
  const redirect = provenRedirect(client, parameters, house.issuer);
  if (redirect === undefined) {
    const sent = parameters.values.get('redirect_uri');
    noteRefusalOf(house, request, clientId, 400, {
      reason: 'redirect_uri_not_registered',
      received: sent === undefined ? null : redirectUriShape(sent),
      expected: client.redirectUris.map(redirectUriShape).join(' '),
    });
    return sendErrorPage(request, reply, 400, 'redirect_uri');
  }

  const mustPush = client.pushedRequestsRequired || house.settings.pushedRequests === 'required';
  const asked =
    mustPush && pushedId === null
      ? new OAuthError('pushed_request_required')
      : readRequest(house, client, parameters);
  const signIn = asked instanceof OAuthError ? null : asked.signIn;
  const session = await currentSession(house, request);
  if (session === undefined) {
    if (signIn?.prompt !== 'none') return reply.redirect(signInLocation(house, request), 303);
    if (redirect.isOutOfBand || !mayBounce(client)) return sendErrorPage(request, reply, 400, 'bad_request');
    const { state = null } = asked instanceof OAuthError ? {} : asked;
    return reply.redirect(redirect.withError(new OAuthError('login_required'), state), 303);
  }

  if (asked instanceof OAuthError) {
    const origin = originOf(request, { kind: 'person', id: session.personId }, clientId);
    await house.database.write((tx) =>
      record(house, tx, origin, { event: 'authorization.refused', details: { reason: asked.reason } }),
    );
    noteRefusalOf(house, request, clientId, 400, {
      reason: asked.reason,
      ...(asked.comparison ?? { received: null, expected: null }),
    });
    const state = parameters.values.get('state') ?? null;
    if (redirect.isOutOfBand) return sendErrorPage(request, reply, 400, 'bad_request');
    return reply.redirect(redirect.withError(asked, state), 303);
  }
  const best =
    signIn === null || signIn.acrValues.length === 0
      ? 'pwd'
      : strongestOf(await house.database.read((tx) => findFactors(tx, session.personId)));
  const again = query.values.get(askedAgain);
  if (signIn !== null && needsFreshSignIn(house, clientId, signIn, session, again, best)) {
    if (signIn.prompt === 'none')
      return reply.redirect(redirect.withError(new OAuthError('login_required'), asked.state), 303);
    return reply.redirect(signInAgainLocation(house, pathAskedAgain(house, clientId, request.url)), 303);
  }
  // A form of ours led here, as the one that signs in: its policy (`form-action`) lets no browser on to the app, so
  // the page that asks, whose policy does, is shown all the same.
  const ledByForm = request.headers['sec-fetch-site'] === 'same-origin' && signIn?.prompt !== 'none';
  const code =
    ledByForm || asksForConsent(parameters)
      ? undefined
      : await rememberedCode(house, request, { session, client, redirect, request: asked, pushedId });
  if (code !== undefined) return reply.redirect(redirect.withCode(code, asked.state), 303);
  if (signIn?.prompt === 'none')
    return reply.redirect(redirect.withError(new OAuthError('consent_required'), asked.state), 303);
  return await askConsent(house, request, reply, { session, client, redirect, asked, pushedId });
}

interface Asking {
  readonly session: Session;
  readonly client: RegisteredClient;
  readonly redirect: ProvenRedirect;
  readonly asked: AuthorizationRequest;
  readonly pushedId: string | null;
}

async function askConsent(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  { session, client, redirect, asked, pushedId }: Asking,
): Promise<FastifyReply> {
  const { app } = client;
  // Only apps ask people; the credential of a service account has no redirect URI and does not come here.
  if (app === null) return sendErrorPage(request, reply, 400, 'unknown_app');
  const { person, companies } = await house.database.read(async (tx) => ({
    person: await findPerson(tx, session.personId),
    companies: includesOwnApi(asked.resource)
      ? await companiesToChoose(tx, session.personId, client, app.id)
      : [],
  }));
  if (person === undefined) return reply.redirect(signInLocation(house, request), 303);

  // The form leads to the app by way of a redirect, which browsers judge by the form's policy too.
  if (!redirect.isOutOfBand) reply.contentSecurityPolicy({ formAction: [redirect.uri] });
  const page = consentPage({
    locale: localeOf(request, person),
    languageSwitch: languageSwitch(house, request),
    csrfToken: csrfTokenFor(house, session),
    requestToken: sealRequest(house, session.idHash, {
      ...asked,
      pushedId,
      clientId: client.clientId,
      redirectUriSent: redirect.sent,
      companies: companies.map(({ companyId }) => companyId),
    }),
    app: {
      ...app,
      isNew: house.clock.now() - app.createdAt < newFor,
      address: namesDocument(client.clientId) ? client.clientId : null,
    },
    redirectHost: redirect.isOutOfBand ? null : hostOf(redirect.uri),
    person,
    apis: apisOf(asked.resource),
    abilities: ['act_as_you', 'read_profile', 'list_companies', 'use_documents'],
    companies,
  });
  return sendPage(reply, 200, page);
}

/** Host and port; an app's own scheme has neither, and is shown itself. */
function hostOf(uri: string): string {
  const { host, protocol } = new URL(uri);
  return host === '' ? protocol : host;
}

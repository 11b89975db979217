import { open, type SealContext, seal } from '@gatehouse/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { findPostLogoutRedirectUris } from '../apps/client-policy-store.ts';
import type { House } from '../house.ts';
import { formField } from '../pages/form-field.ts';
import { languageSwitch } from '../pages/language-switch.ts';
import { localeOf } from '../pages/locale.ts';
import { sendErrorPage, sendPage } from '../pages/send-page.ts';
import { signOutPage } from '../pages/sign-out-page.ts';
import { findPerson } from '../sign-in/person-store.ts';
import { csrfHolds, csrfTokenFor, heldSession } from '../sign-in/session.ts';
import { forgetful, signOut } from '../sign-in/sign-out.ts';
import { readIdTokenHint } from './id-token.ts';
import { collect, readQuery } from './parameters.ts';

const sealed: SealContext = { purpose: 'after-sign-out', associatedData: ['/oauth/logout'] };
const lifetime = 15 * 60_000;

/** Where the browser goes afterwards; null is our sign-in page. */
interface Asked {
  readonly location: string | null;
  /** The app showed an id_token of ours: it is who it says it is. */
  readonly proven: boolean;
}

/**
 * GET /oauth/logout (OpenID Connect RP-Initiated Logout 1.0). An app may send people here and ask for them back, at an
 * address it has registered. Whoever is signed in is always asked: a link must not sign anybody out.
 */
export async function askToEndSession(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  return await ask(house, request, reply, readQuery(request.raw.url ?? '').values);
}

/** POST /oauth/logout: the same request as a form of the app, or a person's click on our page. */
export async function endSession(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const csrf = formField(request.body, 'csrf');
  if (csrf === '') {
    const names = ['id_token_hint', 'client_id', 'post_logout_redirect_uri', 'state'];
    const pairs = names.map((name): [string, string] => [name, formField(request.body, name)]);
    return await ask(house, request, reply, collect(pairs).values);
  }
  const session = await heldSession(house, request);
  const location = openLocation(house, formField(request.body, 'after'));
  if (session !== undefined) {
    if (!csrfHolds(house, session, request, csrf)) return sendErrorPage(request, reply, 403, 'forbidden');
    reply.headers(await signOut(house, request, session));
  }
  return reply.redirect(location ?? '/sign-in?signed_out=1', 303);
}

async function ask(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  values: ReadonlyMap<string, string>,
): Promise<FastifyReply> {
  if (!house.settings.openidConnect) return sendErrorPage(request, reply, 404, 'not_found');
  const asked = await readAsked(house, values);
  if (asked === undefined) return sendErrorPage(request, reply, 400, 'redirect_uri');
  const { location, proven } = asked;
  const session = await heldSession(house, request);
  const person = session && (await house.database.read((tx) => findPerson(tx, session.personId)));
  if (session === undefined || person === undefined) {
    // Nobody is bounced through us by a mere link: the way back is open to who proved to be the app.
    const next = proven && location !== null ? location : '/sign-in?signed_out=1';
    return reply.headers(forgetful(house)).redirect(next, 303);
  }
  if (location !== null) reply.contentSecurityPolicy({ formAction: [location] });
  const page = signOutPage({
    locale: localeOf(request, person),
    languageSwitch: languageSwitch(house, request),
    csrfToken: csrfTokenFor(house, session),
    person,
    action: '/oauth/logout',
    after: location === null ? '' : sealLocation(house, location),
  });
  return sendPage(reply, 200, page);
}

/** Undefined where the request contradicts itself or names an address that is not registered. */
async function readAsked(house: House, values: ReadonlyMap<string, string>): Promise<Asked | undefined> {
  const hint = values.get('id_token_hint');
  const hinted = hint === undefined ? undefined : await readIdTokenHint(house, hint);
  if (hint !== undefined && hinted === undefined) return undefined;
  const clientId = values.get('client_id') ?? hinted?.clientId;
  if (hinted !== undefined && clientId !== hinted.clientId) return undefined;
  const uri = values.get('post_logout_redirect_uri');
  if (uri === undefined) return { location: null, proven: hinted !== undefined };
  if (clientId === undefined) return undefined;
  const registered = await house.database.read((tx) => findPostLogoutRedirectUris(tx, clientId));
  if (!registered.includes(uri)) return undefined;
  const state = values.get('state');
  const query =
    state === undefined ? '' : `${uri.includes('?') ? '&' : '?'}state=${encodeURIComponent(state)}`;
  return { location: uri + query, proven: hinted !== undefined };
}

function sealLocation(house: House, location: string): string {
  const text = JSON.stringify([house.clock.now() + lifetime, location]);
  return seal(house.keys, house.random, sealed, Buffer.from(text));
}

function openLocation(house: House, text: string): string | undefined {
  const opened = text === '' ? undefined : open(house.keys, sealed, text);
  if (opened === undefined) return undefined;
  const [until, location] = JSON.parse(Buffer.from(opened).toString()) as [number, string];
  return house.clock.now() < until ? location : undefined;
}

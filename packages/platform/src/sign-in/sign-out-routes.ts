import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { formField } from '../pages/form-field.ts';
import { languageSwitch } from '../pages/language-switch.ts';
import { localeOf } from '../pages/locale.ts';
import { sendErrorPage, sendPage } from '../pages/send-page.ts';
import { signOutPage } from '../pages/sign-out-page.ts';
import type { Route } from '../route.ts';
import { findPerson } from './person-store.ts';
import { csrfHolds, csrfTokenFor, heldSession } from './session.ts';
import { forgetful, signOut } from './sign-out.ts';

/** Leaving. `GET /logout` is the address that public clients know; it asks, and only the answer signs out. */
export function signOutRoutes(house: House): Route[] {
  async function ask(request: FastifyRequest, reply: FastifyReply) {
    const session = await heldSession(house, request);
    if (session === undefined) return reply.headers(forgetful(house)).redirect('/sign-in', 303);
    const person = await house.database.read((tx) => findPerson(tx, session.personId));
    if (person === undefined) return reply.headers(forgetful(house)).redirect('/sign-in', 303);
    const page = signOutPage({
      locale: localeOf(request, person),
      languageSwitch: languageSwitch(house, request),
      csrfToken: csrfTokenFor(house, session),
      person,
    });
    return sendPage(reply, 200, page);
  }

  async function leave(request: FastifyRequest, reply: FastifyReply) {
    const session = await heldSession(house, request);
    if (session === undefined) return reply.headers(forgetful(house)).redirect('/sign-in', 303);
    if (!csrfHolds(house, session, request, formField(request.body, 'csrf')))
      return sendErrorPage(request, reply, 403, 'forbidden');
    reply.headers(await signOut(house, request, session));
    return reply.redirect('/sign-in?signed_out=1', 303);
  }

  return [
    {
      method: 'GET',
      path: '/logout',
      audience: 'browser',
      right: { kind: 'public', because: 'Only asks; whoever is signed out already is sent to sign in.' },
      audit: [],
      summary: 'Asks whether to sign out.',
      handler: ask,
    },
    {
      method: 'POST',
      path: '/sign-out',
      audience: 'browser',
      right: { kind: 'session' },
      audit: ['person.signed_out'],
      summary: 'Ends the session of this browser.',
      handler: leave,
    },
  ];
}

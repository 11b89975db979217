import { CurrentPerson, CurrentPersonUpdate } from '@gatehouse/wire';
import type { House } from '../house.ts';
import { localeOf } from '../pages/locale.ts';
import type { RestReply } from '../rest/rest-call.ts';
import { accountRoute, type Unit } from '../rest/rest-route.ts';
import type { Route } from '../route.ts';
import { changeLocale } from '../sign-in/change-locale.ts';
import { csrfTokenFor, type Session, sessionOf } from '../sign-in/session.ts';
import { endAudited, forgetful } from '../sign-in/sign-out.ts';
import { findCurrentPerson } from './current-person-store.ts';

const path = '/manage/v1/session';

/** The console's first question: who am I. */
export function sessionRoutes(house: House): Route[] {
  const line = {
    path,
    audience: 'manage',
    right: { kind: 'session' },
    names: () => ({}),
  } as const;

  async function show(
    tx: Unit,
    session: Session,
    request: Parameters<typeof localeOf>[0],
  ): Promise<RestReply> {
    const person = await findCurrentPerson(tx, session.personId);
    const body: CurrentPerson = {
      id: person.id,
      name: person.name,
      email: person.email,
      locale: localeOf(request, person),
      csrf_token: csrfTokenFor(house, session),
      company_sign_in: house.settings.identityProviders !== 'off',
      roles: [...person.roles],
    };
    return { status: 200, body };
  }

  return [
    accountRoute(house, {
      ...line,
      method: 'GET',
      summary: 'Who is signed in, in which language, with which roles.',
      audit: [],
      reply: CurrentPerson,
      handle: ({ caller, request, tx }) => show(tx, sessionOf(caller), request),
    }),
    accountRoute(house, {
      ...line,
      method: 'PATCH',
      summary: 'Sets the language of whoever is signed in.',
      audit: ['person.locale_changed'],
      body: CurrentPersonUpdate,
      reply: CurrentPerson,
      async handle({ caller, request, body, tx, origin }) {
        const session = sessionOf(caller);
        await changeLocale(house, tx, origin, session.personId, body.locale);
        return await show(tx, session, request);
      },
    }),
    accountRoute(house, {
      ...line,
      method: 'DELETE',
      summary: 'Signs out.',
      audit: ['person.signed_out'],
      reply: null,
      async handle({ caller, tx, origin }) {
        await endAudited(house, tx, origin, sessionOf(caller));
        return { status: 204, headers: forgetful(house) };
      },
    }),
  ];
}

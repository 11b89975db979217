import { crossSiteReason } from '@gatehouse/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { originOf } from '../audit/origin.ts';
import type { House } from '../house.ts';
import { formField } from '../pages/form-field.ts';
import { keepLocale, localeIn } from '../pages/locale.ts';
import type { Locale } from '../pages/messages/messages.ts';
import { openReturnTo } from '../pages/return-path.ts';
import { sendErrorPage } from '../pages/send-page.ts';
import type { Route } from '../route.ts';
import { changeLocale } from './change-locale.ts';
import { currentSession } from './session.ts';

/** The language switch of the pages. It is there before anybody is signed in, so it goes by where it came from. */
export function languageRoutes(house: House): Route[] {
  async function choose(request: FastifyRequest, reply: FastifyReply) {
    if (crossSiteReason(request, new URL(house.issuer)) !== undefined)
      return sendErrorPage(request, reply, 403, 'forbidden');
    const locale = localeIn(formField(request.body, 'locale'));
    if (locale === undefined) return sendErrorPage(request, reply, 400, 'bad_request');
    await keepForPerson(house, request, locale);
    const target = openReturnTo(house, formField(request.body, 'return_to')) ?? '/';
    return reply.header('set-cookie', keepLocale(locale)).redirect(target, 303);
  }

  return [
    {
      method: 'POST',
      path: '/language',
      audience: 'browser',
      right: { kind: 'public', because: 'Also people who are not signed in choose their language.' },
      audit: ['person.locale_changed'],
      summary: 'Chooses the language of the pages.',
      handler: choose,
    },
  ];
}

async function keepForPerson(house: House, request: FastifyRequest, locale: Locale): Promise<void> {
  const session = await currentSession(house, request);
  if (session === undefined) return;
  const origin = originOf(request, { kind: 'person', id: session.personId });
  await house.database.write((tx) => changeLocale(house, tx, origin, session.personId, locale));
}

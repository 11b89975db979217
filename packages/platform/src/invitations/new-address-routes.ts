import type { FastifyReply, FastifyRequest } from 'fastify';
import { originOf } from '../audit/origin.ts';
import { askedAddress, takeNewAddress } from '../directory/new-address.ts';
import type { House } from '../house.ts';
import { deadLink, linkTokenOf } from '../mailed-links/ask-link-routes.ts';
import { formField } from '../pages/form-field.ts';
import { languageSwitch } from '../pages/language-switch.ts';
import { localeOf } from '../pages/locale.ts';
import { newAddressPage } from '../pages/new-address-page.ts';
import { sendErrorPage, sendPage } from '../pages/send-page.ts';
import type { Route } from '../route.ts';
import { formTokenFor, formTokenHolds } from '../sign-in/visit.ts';
import { inviteAgain } from './invite.ts';

const path = '/new-address/:token';

/** Where whoever reads an address says that a company may reach one of its people there. */
export function newAddressRoutes(house: House): Route[] {
  async function show(request: FastifyRequest, reply: FastifyReply) {
    const asked = await askedAddress(house, linkTokenOf(request));
    if (asked === undefined) return deadLink(request, reply);
    const page = newAddressPage({
      locale: localeOf(request),
      languageSwitch: languageSwitch(house, { method: 'GET', url: request.url }),
      step: { ...asked, action: request.url, csrfToken: formTokenFor(house, request, reply) },
    });
    return sendPage(reply, 200, page);
  }

  async function confirm(request: FastifyRequest, reply: FastifyReply) {
    if (!formTokenHolds(house, request, formField(request.body, 'csrf')))
      return sendErrorPage(request, reply, 403, 'forbidden');
    const originFor = (id: number) => originOf(request, { kind: 'person', id });
    const step = await takeNewAddress(house, linkTokenOf(request), originFor, async (tx, moved) =>
      (await inviteAgain(house, tx, moved)) ? ('invited' as const) : ('confirmed' as const),
    );
    if (step === undefined) return deadLink(request, reply);
    const page = newAddressPage({
      locale: localeOf(request),
      languageSwitch: languageSwitch(house, { method: 'GET', url: '/' }),
      step,
    });
    return sendPage(reply, 200, page);
  }

  const because = 'The link itself is the right: it is random, sent to one address only, and works once.';
  const line = { path, audience: 'browser', right: { kind: 'public', because } } as const;
  return [
    {
      ...line,
      method: 'GET',
      audit: [],
      summary: 'The page on which whoever reads an address lets a company have it for one of its people.',
      handler: show,
    },
    {
      ...line,
      method: 'POST',
      audit: [
        'person.email_changed',
        'person.factors_cleared',
        'authorization.revoked',
        'member.removed',
        'invitation.sent',
      ],
      summary:
        'Gives the person that address, and what they were invited to; what the reader of the earlier one let in ends.',
      handler: confirm,
    },
  ];
}

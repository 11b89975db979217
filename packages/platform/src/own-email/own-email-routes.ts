import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { isOwnDemo } from '../mail/mail-routes.ts';
import { deadLink, linkTokenOf } from '../mailed-links/ask-link-routes.ts';
import { emailKey } from '../naming/email-key.ts';
import { bindingOf } from '../only-way-in/binding.ts';
import { formField } from '../pages/form-field.ts';
import { languageSwitch } from '../pages/language-switch.ts';
import { localeOf } from '../pages/locale.ts';
import { confirmEmailPage, type OwnEmailPageModel, ownEmailPage } from '../pages/own-email-pages.ts';
import { sendPage } from '../pages/send-page.ts';
import type { Route } from '../route.ts';
import { isEmail } from '../set-up/person-form.ts';
import { csrfTokenFor } from '../sign-in/session.ts';
import { createThrottle } from '../sign-in/throttle.ts';
import type { Visitor } from '../sign-in/visitor.ts';
import { provenVisitor } from '../step-up/proven-visitor.ts';
import { askNewEmail } from './ask-new-email.ts';
import { addressOfLink, changeOwnEmail } from './change-own-email.ts';

const path = '/email';

/**
 * How somebody changes the address they sign in with: they prove who they are, and that they read the new address. The
 * link is good in their own session alone, for a mistyped address has a reader, too.
 */
export function ownEmailRoutes(house: House): Route[] {
  const throttle = createThrottle(house.clock);

  async function show(request: FastifyRequest, reply: FastifyReply) {
    const here = await provenVisitor(house, request, reply, path);
    if (here === undefined) return reply;
    const { done } = request.query as Readonly<Record<string, unknown>>;
    return page(request, reply, 200, here, {
      done: done === 'sent' || done === 'changed' ? done : undefined,
    });
  }

  async function ask(request: FastifyRequest, reply: FastifyReply) {
    const here = await provenVisitor(house, request, reply, path);
    if (here === undefined) return reply;
    const typed = formField(request.body, 'email');
    const wanted = emailKey(typed);
    if (!isEmail(wanted) || wanted === here.person.email)
      return page(request, reply, 422, here, { typed, problem: { kind: 'email_wrong' } });
    const bound = await house.database.read((tx) => bindingOf(house, tx, here.person.id));
    if (bound !== undefined) return page(request, reply, 422, here, { typed, problem: { kind: 'company' } });
    // As where links are asked for by strangers: each mail is one to answer for.
    const admission = throttle.admit({ email: '', address: request.ip, knownDevice: undefined });
    if (!admission.admitted) {
      const { retryAfter: seconds } = admission;
      reply.header('retry-after', seconds);
      return page(request, reply, 429, here, { typed, problem: { kind: 'slow_down', seconds } });
    }
    await askNewEmail(house, request, here.person, wanted);
    return reply.redirect(`${path}?done=sent`, 303);
  }

  async function open(request: FastifyRequest, reply: FastifyReply) {
    const here = await provenVisitor(house, request, reply, request.url);
    if (here === undefined) return reply;
    const address = await addressOfLink(house, here.person.id, linkTokenOf(request));
    if (address === undefined) return deadLink(request, reply);
    const { session, person } = here;
    return sendPage(
      reply,
      200,
      confirmEmailPage({
        locale: localeOf(request, person),
        languageSwitch: languageSwitch(house, request),
        csrfToken: csrfTokenFor(house, session),
        action: `${path}/${linkTokenOf(request)}`,
        email: person.email,
        newEmail: address,
      }),
    );
  }

  async function confirm(request: FastifyRequest, reply: FastifyReply) {
    const here = await provenVisitor(house, request, reply, request.url);
    if (here === undefined) return reply;
    if (!(await changeOwnEmail(house, request, here.person, linkTokenOf(request))))
      return deadLink(request, reply);
    return reply.redirect(`${path}?done=changed`, 303);
  }

  function page(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    { session, person }: Visitor,
    state: Pick<OwnEmailPageModel, 'typed' | 'problem' | 'done'>,
  ) {
    return sendPage(
      reply,
      status,
      ownEmailPage({
        locale: localeOf(request, person),
        languageSwitch: languageSwitch(house, { method: 'GET', url: path }),
        csrfToken: csrfTokenFor(house, session),
        email: person.email,
        showsMail: isOwnDemo(house, request),
        ...state,
      }),
    );
  }

  const line = { audience: 'browser', right: { kind: 'session' } } as const;
  return [
    {
      ...line,
      method: 'GET',
      path,
      audit: [],
      summary: 'The page on which somebody changes the address they sign in with.',
      handler: show,
    },
    {
      ...line,
      method: 'POST',
      path,
      audit: ['person.new_email_asked'],
      summary: 'Sends a link to the new address.',
      handler: ask,
    },
    {
      ...line,
      method: 'GET',
      path: `${path}/:token`,
      audit: [],
      summary: 'The page behind that link.',
      handler: open,
    },
    {
      ...line,
      method: 'POST',
      path: `${path}/:token`,
      audit: ['person.email_changed', 'member.removed', 'app.collaborator_removed'],
      summary: 'Changes the address, and tells the old one.',
      handler: confirm,
    },
  ];
}

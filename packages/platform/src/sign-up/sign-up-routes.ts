import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { askLinkRoutes, deadLink, linkTokenOf } from '../mailed-links/ask-link-routes.ts';
import { openMailedLink } from '../mailed-links/mailed-link.ts';
import { formField } from '../pages/form-field.ts';
import { languageSwitch } from '../pages/language-switch.ts';
import { localeOf } from '../pages/locale.ts';
import type { PersonProblem, TypedPerson } from '../pages/person-fields.ts';
import { openReturnTo } from '../pages/return-path.ts';
import { sendErrorPage, sendPage } from '../pages/send-page.ts';
import { signUpPage } from '../pages/sign-up-page.ts';
import type { Route } from '../route.ts';
import { readPersonForm } from '../set-up/person-form.ts';
import { TooBusyError } from '../sign-in/password-pool.ts';
import { signUpIsOffered } from '../sign-in/sign-up-offer.ts';
import { formTokenFor, formTokenHolds } from '../sign-in/visit.ts';
import { askSignUp } from './ask-sign-up.ts';
import { signUp } from './sign-up.ts';

/** How somebody who belongs to no company begins to build (rule P1): an address, a link in a mail, a password. */
export function signUpRoutes(house: House): Route[] {
  const addressBehind = async (token: string) =>
    (await house.database.read((tx) => openMailedLink(house, tx, 'sign_up', token)))?.address;

  async function show(request: FastifyRequest, reply: FastifyReply) {
    if (!(await signUpIsOffered(house))) return sendErrorPage(request, reply, 404, 'not_found');
    const email = await addressBehind(linkTokenOf(request));
    if (email === undefined) return deadLink(request, reply);
    return sendPage(reply, 200, pageFor(request, reply, { firstName: '', lastName: '', email }, []));
  }

  async function submit(request: FastifyRequest, reply: FastifyReply) {
    if (!(await signUpIsOffered(house))) return sendErrorPage(request, reply, 404, 'not_found');
    if (!formTokenHolds(house, request, formField(request.body, 'csrf')))
      return sendErrorPage(request, reply, 403, 'forbidden');
    const token = linkTokenOf(request);
    // Before anything dear is done: only who holds the link may make us hash.
    const email = await addressBehind(token);
    if (email === undefined) return deadLink(request, reply);
    // The address is the link's, whatever the form says.
    const { form, problems } = readPersonForm({ ...(request.body as object), email });
    if (problems.length > 0) return sendPage(reply, 422, pageFor(request, reply, form, problems));
    try {
      const cookies = await signUp(house, request, token, form);
      if (cookies === undefined) return deadLink(request, reply);
      const { return_to } = request.query as Readonly<Record<string, unknown>>;
      return reply.header('set-cookie', cookies).redirect(openReturnTo(house, return_to) ?? '/', 303);
    } catch (error) {
      if (!(error instanceof TooBusyError)) throw error;
      return sendErrorPage(request, reply.header('retry-after', 5), 503, 'unavailable');
    }
  }

  function pageFor(
    request: FastifyRequest,
    reply: FastifyReply,
    typed: TypedPerson,
    problems: readonly PersonProblem[],
  ): string {
    return signUpPage({
      locale: localeOf(request),
      languageSwitch: languageSwitch(house, { method: 'GET', url: request.url }),
      csrfToken: formTokenFor(house, request, reply),
      action: request.url,
      typed,
      problems,
    });
  }

  const because = 'The link itself is the right: it is random, mailed to one address only, and works once.';
  const line = { path: '/sign-up/:token', audience: 'browser', right: { kind: 'public', because } } as const;
  return [
    ...askLinkRoutes(house, {
      asked: 'sign_up',
      audit: ['person.sign_up_asked', 'person.sign_up_refused'],
      summaries: [
        'The page on which developers ask for an account.',
        'Mails a link to the address; the answer is the same whether it has an account.',
      ],
      offered: () => signUpIsOffered(house),
      write: (request, email, query) => askSignUp(house, request, email, query),
    }),
    {
      ...line,
      method: 'GET',
      audit: [],
      summary: 'The page behind the link, on which developers say who they are and choose a password.',
      handler: show,
    },
    {
      ...line,
      method: 'POST',
      audit: ['person.created', 'person.signed_in', 'person.signed_out'],
      summary: 'Makes the account and signs its owner in.',
      handler: submit,
    },
  ];
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { askLinkRoutes, deadLink, linkTokenOf } from '../mailed-links/ask-link-routes.ts';
import { formField } from '../pages/form-field.ts';
import { languageSwitch } from '../pages/language-switch.ts';
import { localeOf } from '../pages/locale.ts';
import { newPasswordPage } from '../pages/new-password-page.ts';
import type { PersonProblem } from '../pages/person-fields.ts';
import { openReturnTo } from '../pages/return-path.ts';
import { sendErrorPage, sendPage } from '../pages/send-page.ts';
import type { Route } from '../route.ts';
import { TooBusyError } from '../sign-in/password-pool.ts';
import { clearedSessionCookie } from '../sign-in/session.ts';
import { formTokenFor, formTokenHolds } from '../sign-in/visit.ts';
import { askNewPassword, findLinkOwner, setNewPassword } from './new-password.ts';
import { passwordProblem } from './password-problem.ts';

/** How a forgotten password is replaced: an address, a link in a mail, a new password. */
export function newPasswordRoutes(house: House): Route[] {
  const ownerBehind = async (token: string) =>
    (await house.database.read((tx) => findLinkOwner(house, tx, token)))?.person;

  async function show(request: FastifyRequest, reply: FastifyReply) {
    const owner = await ownerBehind(linkTokenOf(request));
    if (owner === undefined) return deadLink(request, reply);
    return sendPage(reply, 200, pageFor(request, reply, owner.email, []));
  }

  async function submit(request: FastifyRequest, reply: FastifyReply) {
    if (!formTokenHolds(house, request, formField(request.body, 'csrf')))
      return sendErrorPage(request, reply, 403, 'forbidden');
    const token = linkTokenOf(request);
    // Before anything dear is done: only who holds the link may make us hash.
    const owner = await ownerBehind(token);
    if (owner === undefined) return deadLink(request, reply);
    const password = formField(request.body, 'password');
    const personal = [owner.first_name ?? '', owner.last_name, owner.email];
    const problem = passwordProblem(request.body, personal);
    if (problem !== undefined) return sendPage(reply, 422, pageFor(request, reply, owner.email, [problem]));
    try {
      if (!(await setNewPassword(house, request, token, password))) return deadLink(request, reply);
      const { return_to: returnTo } = request.query as Readonly<Record<string, unknown>>;
      const query = new URLSearchParams({ password_set: '1' });
      if (typeof returnTo === 'string' && openReturnTo(house, returnTo) !== undefined)
        query.set('return_to', returnTo);
      return reply.header('set-cookie', clearedSessionCookie(house)).redirect(`/sign-in?${query}`, 303);
    } catch (error) {
      if (!(error instanceof TooBusyError)) throw error;
      return sendErrorPage(request, reply.header('retry-after', 5), 503, 'unavailable');
    }
  }

  function pageFor(
    request: FastifyRequest,
    reply: FastifyReply,
    email: string,
    problems: readonly PersonProblem[],
  ): string {
    return newPasswordPage({
      locale: localeOf(request),
      languageSwitch: languageSwitch(house, { method: 'GET', url: request.url }),
      csrfToken: formTokenFor(house, request, reply),
      action: request.url,
      email,
      problems,
    });
  }

  const because = 'The link itself is the right: it is random, mailed to one address only, and works once.';
  const line = {
    path: '/new-password/:token',
    audience: 'browser',
    right: { kind: 'public', because },
  } as const;
  return [
    ...askLinkRoutes(house, {
      asked: 'new_password',
      audit: ['person.new_password_asked'],
      summaries: [
        'The page on which somebody who forgot their password asks for a new one.',
        'Mails a link to the address; the answer is the same whether it has an account.',
      ],
      offered: async () => true,
      write: (request, email, query) => askNewPassword(house, request, email, query),
    }),
    {
      ...line,
      method: 'GET',
      audit: [],
      summary: 'The page behind the link, on which a forgotten password is replaced.',
      handler: show,
    },
    {
      ...line,
      method: 'POST',
      audit: ['person.password_changed', 'authorization.revoked'],
      summary: 'Sets the new password and ends every session; it signs nobody in.',
      handler: submit,
    },
  ];
}

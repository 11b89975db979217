import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AuditEvent } from '../audit/audit-events.ts';
import type { House } from '../house.ts';
import { isOwnDemo } from '../mail/mail-routes.ts';
import { emailKey, isAddress } from '../naming/email-key.ts';
import { type AskedFor, type AskLinkProblem, askLinkPage, askLinkPaths } from '../pages/ask-link-page.ts';
import { errorPage } from '../pages/error-page.ts';
import { formField } from '../pages/form-field.ts';
import { languageSwitch } from '../pages/language-switch.ts';
import { localeOf } from '../pages/locale.ts';
import { mailSentPage } from '../pages/mail-sent-page.ts';
import { openReturnTo } from '../pages/return-path.ts';
import { sendErrorPage, sendPage } from '../pages/send-page.ts';
import type { Route } from '../route.ts';

import { createThrottle } from '../sign-in/throttle.ts';
import { formTokenFor, formTokenHolds } from '../sign-in/visit.ts';

export interface AskLink {
  readonly asked: AskedFor;
  readonly audit: readonly AuditEvent[];
  readonly summaries: readonly [get: string, post: string];
  /** Where the deployment may not offer it at all. */
  offered(request: FastifyRequest): Promise<boolean>;
  /** Writes the mail. Nothing that it does may show in the answer. */
  write(request: FastifyRequest, email: string, query: string): Promise<void>;
}

/** The two routes of a page that asks for an address and has a link mailed to it. */
export function askLinkRoutes(house: House, ask: AskLink): Route[] {
  const throttle = createThrottle(house.clock);
  const path = askLinkPaths[ask.asked];

  async function show(request: FastifyRequest, reply: FastifyReply) {
    if (!(await ask.offered(request))) return sendErrorPage(request, reply, 404, 'not_found');
    const { return_to, sent } = request.query as Readonly<Record<string, unknown>>;
    if (sent === '1') {
      const model = { locale: localeOf(request), languageSwitch: languageSwitch(house, request) };
      return sendPage(
        reply,
        200,
        mailSentPage({ ...model, asked: ask.asked, showsMail: isOwnDemo(house, request) }),
      );
    }
    return sendPage(reply, 200, pageFor(request, reply, ownReturnTo(return_to), ''));
  }

  async function submit(request: FastifyRequest, reply: FastifyReply) {
    if (!(await ask.offered(request))) return sendErrorPage(request, reply, 404, 'not_found');
    const returnTo = ownReturnTo(formField(request.body, 'return_to'));
    const email = emailKey(formField(request.body, 'email'));
    const again = (status: number, problem: AskLinkProblem) =>
      sendPage(reply, status, pageFor(request, reply, returnTo, email, problem));
    if (!formTokenHolds(house, request, formField(request.body, 'csrf')))
      return again(403, { kind: 'stale' });
    if (!isAddress(email)) return again(422, { kind: 'email_wrong' });
    // One count per network, whatever is typed, and nobody's success makes room: each mail is one to answer for.
    const admission = throttle.admit({ email: '', address: request.ip, knownDevice: undefined });
    if (!admission.admitted) {
      reply.header('retry-after', admission.retryAfter);
      return again(429, { kind: 'slow_down', seconds: admission.retryAfter });
    }
    await ask.write(
      request,
      email,
      returnTo === '' ? '' : `?${new URLSearchParams({ return_to: returnTo })}`,
    );
    return reply.redirect(`${path}?sent=1`, 303);
  }

  function pageFor(
    request: FastifyRequest,
    reply: FastifyReply,
    returnTo: string,
    email: string,
    problem?: AskLinkProblem,
  ): string {
    const own = returnTo === '' ? path : `${path}?${new URLSearchParams({ return_to: returnTo })}`;
    return askLinkPage({
      asked: ask.asked,
      locale: localeOf(request),
      // A form's answer cannot be asked for again, but its empty form can.
      languageSwitch: languageSwitch(house, { method: 'GET', url: own }),
      csrfToken: formTokenFor(house, request, reply),
      returnTo,
      email,
      problem,
    });
  }

  /** What signing in can still use; a text that we did not seal goes no further. */
  function ownReturnTo(sealed: unknown): string {
    return typeof sealed === 'string' && openReturnTo(house, sealed) !== undefined ? sealed : '';
  }

  const because = 'Whoever asks has no session; what comes of it is only in the mail.';
  const line = { path, audience: 'browser', right: { kind: 'public', because } } as const;
  const [get, post] = ask.summaries;
  return [
    { ...line, method: 'GET', audit: [], summary: get, handler: show },
    { ...line, method: 'POST', audit: ask.audit, summary: post, handler: submit },
  ];
}

/** What is said of a link that was used, is too old, or was never sent. */
export function deadLink(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const page = errorPage({
    locale: localeOf(request),
    titleKey: 'link.dead.title',
    bodyKey: 'link.dead.body',
    requestId: request.id,
  });
  return sendPage(reply, 410, page);
}

export function linkTokenOf(request: FastifyRequest): string {
  const { token = '' } = request.params as Readonly<Record<string, string | undefined>>;
  return token;
}

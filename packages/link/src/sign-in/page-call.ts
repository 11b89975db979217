import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import type { PageModel } from '../pages/layout.ts';
import { localeOf } from '../pages/messages.ts';
import { sendPage, sendProblem } from '../pages/problem-page.ts';
import { welcomePage } from '../pages/welcome-page.ts';
import { currentSession, formTokenFor, formTokenHolds, type Session } from './session.ts';

export interface PageCall {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly session: Session;
  readonly model: PageModel & { readonly csrf: string };
  /** A field of the form, if it was sent once. */
  field(name: string): string | undefined;
}

/** A page for whoever is signed in; a stranger sees the welcome, a form that is not ours does nothing. */
export function signedIn(
  house: House,
  answer: (call: PageCall) => Promise<FastifyReply>,
): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
  return async (request, reply) => {
    const session = await currentSession(house, request);
    if (session === undefined) {
      const returnTo = request.method === 'GET' ? request.url : '/';
      const locale = localeOf(request.headers, undefined);
      return sendPage(reply, 200, welcomePage({ locale }, returnTo));
    }
    if (request.method !== 'GET' && !formTokenHolds(house, session, request))
      return await sendProblem(house, request, reply, 403, 'forbidden');
    const locale = localeOf(request.headers, session.person.locale);
    const fields = (request.body ?? {}) as Readonly<Record<string, unknown>>;
    return await answer({
      request,
      reply,
      session,
      model: { locale, csrf: formTokenFor(house, session) },
      field: (name) => (typeof fields[name] === 'string' ? fields[name] : undefined),
    });
  };
}

import { html } from '@gatehouse/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { currentSession } from '../sign-in/session.ts';
import { layout } from './layout.ts';
import { localeOf, sayIn } from './messages.ts';

export type Problem =
  | 'stale'
  | 'foreign'
  | 'unproven'
  | 'refused'
  | 'other_person'
  | 'forbidden'
  | 'missing'
  | 'away'
  | 'internal';

/** What went wrong, in plain words and no more. */
export async function sendProblem(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  problem: Problem,
): Promise<FastifyReply> {
  // The page has to come even where the database does not answer.
  const session = await currentSession(house, request).catch(() => undefined);
  const locale = localeOf(request.headers, session?.person.locale);
  const say = sayIn(locale);
  const title = say('problem.title');
  const main = html`<section><h1>${title}</h1><p>${say(`problem.${problem}`)}</p>
<p><a class="button" href="/">${say('problem.home')}</a></p></section>`;
  return sendPage(reply, status, layout({ locale }, title, main));
}

export function sendPage(reply: FastifyReply, status: number, page: string): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(page);
}

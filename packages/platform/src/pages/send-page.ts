import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ErrorName, errorKeys, errorPage } from './error-page.ts';
import { localeOf } from './locale.ts';

/** Sends a page. Headers that guard it (policy, no-store, no referrer) are the server's for every answer. */
export function sendPage(reply: FastifyReply, status: number, page: string): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(page);
}

/** Sends one of the error pages, in the language of the request. */
export function sendErrorPage(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  name: ErrorName,
): FastifyReply {
  const locale = localeOf(request);
  return sendPage(reply, status, errorPage({ locale, ...errorKeys(name), requestId: request.id }));
}

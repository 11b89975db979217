import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendErrorPage } from './send-page.ts';

/** Nothing is at this address: a page for whoever reads pages, JSON for programs. */
export async function answerNotFound(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  if (request.headers.accept?.includes('text/html') === true)
    return sendErrorPage(request, reply, 404, 'not_found');
  return reply.code(404).send({ errors: ['There is nothing here.'] });
}

import { isUnavailable } from '@gatehouse/database';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BlobError } from './documents/blobs/blob-store.ts';
import { sendErrorPage } from './pages/send-page.ts';
import type { Audience, Route } from './route.ts';

/** How each audience is told that it is not its fault and to come back. */
const answers: Readonly<Record<Audience, (request: FastifyRequest, reply: FastifyReply) => FastifyReply>> = {
  browser: (request, reply) => sendErrorPage(request, reply, 503, 'unavailable'),
  oauth: (_request, reply) =>
    reply.send({
      error: 'temporarily_unavailable',
      error_description: 'The server cannot answer at the moment. Try again; nothing was used up.',
    }),
  rest: (_request, reply) => reply.send({ errors: [unavailable] }),
  manage: (_request, reply) => reply.send({ errors: [unavailable] }),
  storage: (_request, reply) => reply.send({ errors: [unavailable] }),
};

const unavailable = 'The service cannot answer at the moment. Please try again in a few seconds.';

/**
 * A route that says 503 while the database, or the object store with the contents of files, does not answer. Without it no token is judged: introspection never calls
 * a token active from nothing, nor inactive because nobody could look (check AB-09).
 */
export function orUnavailable(route: Route): Route['handler'] {
  return async (request, reply) => {
    try {
      return await route.handler(request, reply);
    } catch (error) {
      const what = whatIsAway(error);
      if (what === undefined || reply.sent) throw error;
      request.log.error({ err: error }, `the ${what} does not answer`);
      reply.code(503).header('retry-after', '5');
      return answers[route.audience](request, reply);
    }
  };
}

function whatIsAway(error: unknown): string | undefined {
  if (isUnavailable(error)) return 'database';
  return error instanceof BlobError && error.reason === 'unavailable' ? 'object store' : undefined;
}

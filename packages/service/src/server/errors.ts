import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';

/** The body of every refusal the frame itself sends. */
export interface ErrorBody {
  readonly errors: readonly string[];
  readonly request_id?: string;
}

const texts: Readonly<Record<number, string>> = {
  400: 'The request could not be understood.',
  404: 'There is nothing here.',
  408: 'The request took too long to arrive.',
  413: 'The body of the request is too large.',
  414: 'The address of the request is too long.',
  415: 'The body of the request has a type that is not accepted here.',
  431: 'The headers of the request are too large.',
  503: 'The service is shutting down; try again.',
};

export function errorText(status: number): string {
  return texts[status] ?? 'The request was refused.';
}

/**
 * The last word on anything thrown. A refusal by the framework gets the text of its status; only the words
 * of a failed schema are passed on. Everything else is ours to repair: it is logged, and the caller learns
 * the request id and not a word more (messages and stacks tell attackers what we run).
 */
export function answerError(
  thrown: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  frameHeaders: Readonly<Record<string, string>>,
): FastifyReply {
  // Anything can be thrown, null included; a failure in here would be answered by the framework, aloud.
  const error = thrown instanceof Error ? (thrown as FastifyError) : undefined;
  const status = error && clientErrorStatus(error);
  if (error === undefined || status === undefined) {
    request.log.error({ err: thrown }, 'the request failed');
    // What the failed route had set is half an answer: no cookie, redirect or file name goes out with a failure.
    for (const name of Object.keys(reply.getHeaders())) reply.removeHeader(name);
    reply.headers({ ...frameHeaders, 'x-request-id': request.id });
    return reply.code(500).send(internalError(request.id));
  }
  // No line is written for a request whose answer does not get through.
  if (brokeOff(error)) request.log.info('the sender went away in the middle of a body');
  const text = error.validation === undefined ? errorText(status) : error.message;
  return reply.code(status).send({ errors: [text] } satisfies ErrorBody);
}

function internalError(requestId: string): ErrorBody {
  return { errors: [`Something went wrong on our side. Request id: ${requestId}`], request_id: requestId };
}

/** Only the framework's own errors and schema failures may choose a status: a 4xx is a promise about the caller. */
function clientErrorStatus(error: FastifyError): number | undefined {
  const byFramework = error.code?.startsWith('FST_') || error.validation !== undefined;
  // Raised by the JSON parser for broken text and for `__proto__` and `constructor` keys.
  const byParser = error instanceof SyntaxError && error.statusCode === 400;
  const status = error.validation === undefined ? error.statusCode : 400;
  const isClients = status !== undefined && status >= 400 && status < 500;
  return (byFramework || byParser || brokeOff(error)) && isClients ? status : undefined;
}

/**
 * Whether the sender went away in the middle of a body. Nothing of ours failed then, and nobody reads an answer:
 * counted as a failure, anyone could raise an operator's alarm. A connection of ours that breaks has no status.
 */
export function brokeOff(error: { readonly code?: string; readonly statusCode?: number }): boolean {
  return error.code === 'ECONNRESET' && error.statusCode === 400;
}

/** Fastify lets a server have one not-found handler, which is the caller's; this only rewords its default. */
export function rewordNotFound(payload: unknown, request: FastifyRequest): unknown {
  const isDefault =
    request.is404 &&
    payload instanceof Object &&
    'statusCode' in payload &&
    'error' in payload &&
    payload.error === 'Not Found';
  return isDefault ? ({ errors: [errorText(404)] } satisfies ErrorBody) : payload;
}

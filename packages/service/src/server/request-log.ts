import { type FastifyReply, type FastifyRequest, fastify } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Requests of this route are not worth a line in the log: probes. */
    readonly quiet?: true;
  }
}

/** One line for each request, when it is over: who asked for what, how it ended, how long it took. */
export class RequestLog extends fastify.LogController {
  constructor() {
    super({ requestIdLogLabel: 'request' });
  }

  override incomingRequest(): void {}
  override routeNotFound(): void {}

  override requestCompleted(
    error: Error | null | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    if (request.routeOptions.config?.quiet && reply.statusCode < 500) return;
    const facts = { req: request, res: reply, milliseconds: Math.round(reply.elapsedTime) };
    if (error) reply.log.error({ ...facts, err: error }, 'request broken off');
    else reply.log.info(facts, 'request');
  }
}

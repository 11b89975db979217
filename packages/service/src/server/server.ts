import { Socket } from 'node:net';
import { type FastifyBaseLogger, type FastifyInstance, fastify } from 'fastify';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logs/logger.ts';
import type { Random } from '../random.ts';
import { answerError, errorText, rewordNotFound } from './errors.ts';
import { type Frame, frames, nodeServer } from './frame.ts';
import { healthRoutes } from './health.ts';
import { requestIds } from './request-id.ts';
import { RequestLog } from './request-log.ts';
import { decorateReplies, securityHeaders } from './security-headers.ts';
import { dropForwardedClaims, refusalOf } from './strict-requests.ts';
import type { TlsFiles } from './tls.ts';
import { trustedProxies } from './trusted-proxies.ts';

export interface ServerOptions {
  readonly logger: Logger;
  readonly clock: Clock;
  readonly random: Random;
  /** Where the world finds us. Every URL we hand out starts with it; Host is never asked. */
  readonly publicUrl: URL;
  readonly tls?: TlsFiles | undefined;
  /** Addresses, ranges, `loopback` or `private`. */
  readonly trustedProxies: readonly string[];
  /** Resolves when the dependencies answer; a rejection is a No, named by the error's name. */
  ready(): Promise<void>;
  readonly version: string;
  /** In bytes; one mebibyte unless said otherwise. A route may set its own. */
  readonly bodyLimit?: number;
  /** After so many milliseconds in which nothing of a reply moves it is broken off; a minute unless said otherwise. */
  readonly replyPatience?: number;
  /** Where any form of this server may lead, besides itself. */
  readonly formActions?: readonly string[];
}

/**
 * A Fastify server with everything in place that no route should have to think of: request ids, security
 * headers, limits, error texts, health, one log line per request. Routes are added by the caller.
 */
export function createServer(options: ServerOptions): FastifyInstance {
  const trusts = trustedProxies(options.trustedProxies);
  const policy = { formAction: options.formActions ?? [] };
  const headers = securityHeaders(options.publicUrl, policy);
  const replyPatience = options.replyPatience ?? 60_000;
  const frame: Frame = {
    publicUrl: options.publicUrl,
    version: options.version,
    tls: options.tls,
    phase: 'serving',
  };

  const server: FastifyInstance = fastify({
    loggerInstance: options.logger as FastifyBaseLogger,
    logController: new RequestLog(),
    serverFactory: (handler) => nodeServer(handler, options.tls),
    // nodeServer answers what the parser refuses.
    clientErrorHandler: () => undefined,
    bodyLimit: options.bodyLimit ?? 1_048_576,
    genReqId: requestIds(options.clock, options.random, trusts),
    trustProxy: options.trustedProxies.length === 0 ? false : trusts,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    // What arrives while closing is answered below, in our own words.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 1_024 },
    frameworkErrors: (error, request, reply) => {
      reply.headers({ ...headers, 'x-request-id': request.id });
      answerError(error, request, reply, headers);
    },
  });

  frames.set(server, frame);
  decorateReplies(server, policy);
  server.setErrorHandler((error, request, reply) => answerError(error, request, reply, headers));

  server.addHook('onRequest', (request, reply, done) => {
    reply.headers({ ...headers, 'x-request-id': request.id });
    dropForwardedClaims(request.raw);
    const refusal = frame.phase === 'closing' ? 503 : refusalOf(request.raw);
    if (refusal === undefined) return done();
    if (refusal === 503) reply.header('retry-after', '5');
    reply
      .code(refusal)
      .header('connection', 'close')
      .send({ errors: [errorText(refusal)] });
  });
  server.addHook('preSerialization', (request, _reply, payload, done) =>
    done(null, rewordNotFound(payload, request)),
  );
  server.addHook('onSend', (request, reply, payload, done) => {
    // A client that does not read holds what waits for it. Node ends this with the reply; an injected request has no socket.
    const { socket } = request.raw;
    if (socket instanceof Socket) socket.setTimeout(replyPatience);
    // Requests that came before the drain end their connections too.
    if (frame.phase !== 'serving') reply.header('connection', 'close');
    done(null, payload);
  });

  healthRoutes(server, {
    version: options.version,
    isDraining: () => frame.phase !== 'serving',
    ready: options.ready,
  });
  return server;
}

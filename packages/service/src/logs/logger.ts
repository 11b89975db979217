import type { FastifyReply, FastifyRequest } from 'fastify';
import { destination, type Logger, pino, stdSerializers, stdTimeFunctions } from 'pino';
import { maskLine } from './mask.ts';

export type { Logger };
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** Where finished lines go. */
export interface LogStream {
  write(line: string): unknown;
}

/**
 * JSON lines on standard output, or on the stream given. Every line passes the mask on its way out, so a
 * secret that slips into a message, a stack or a foreign library's error is still not written.
 */
export function createLogger(options: {
  readonly name: string;
  readonly level?: (typeof logLevels)[number];
  readonly stream?: LogStream;
}): Logger {
  const target = options.stream ?? destination({ dest: 1, sync: true });
  return pino(
    {
      name: options.name,
      level: options.level ?? 'info',
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { req: describeRequest, res: describeReply, err: stdSerializers.err },
    },
    { write: (line: string) => void target.write(maskLine(line)) },
  );
}

/** No headers, no query string, no body: whatever an app puts there may be a secret. */
function describeRequest(request: FastifyRequest) {
  return {
    id: request.id,
    method: request.method,
    path: request.url.split('?', 1)[0],
    route: request.routeOptions?.url,
    remoteAddress: request.ip,
  };
}

function describeReply(reply: Pick<FastifyReply, 'statusCode'>) {
  return { statusCode: reply.statusCode };
}

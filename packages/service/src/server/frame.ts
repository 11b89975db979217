import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import { createServer as createTlsServer, Server as TlsServer } from 'node:https';
import type { FastifyInstance } from 'fastify';
import { answerParserErrors } from './parser-errors.ts';
import { minimumTlsVersion, readTls, type TlsFiles } from './tls.ts';

/** What `createServer` knows and `serve` needs. */
export interface Frame {
  readonly publicUrl: URL;
  readonly version: string;
  readonly tls: TlsFiles | undefined;
  /** `serving`; `noticed`: /readyz says no, all else works; `closing`: new requests are refused. */
  phase: 'serving' | 'noticed' | 'closing';
}

export const frames = new WeakMap<FastifyInstance, Frame>();

export function frameOf(server: FastifyInstance): Frame {
  const frame = frames.get(server);
  if (frame === undefined) throw new TypeError('serve() takes servers made by createServer().');
  return frame;
}

/** Patience with slow clients, and the end of it (check AB-04). */
const limits: ServerOptions = {
  headersTimeout: 20_000,
  // Bounds the whole arrival of a request, uploads included.
  requestTimeout: 300_000,
  // Longer than a proxy keeps idle connections, or it would send requests into connections just closed.
  keepAliveTimeout: 72_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16_384,
  // strict-requests.ts asks for it, and then also stops what follows on the connection.
  requireHostHeader: false,
  insecureHTTPParser: false,
};

export function nodeServer(
  handler: RequestListener,
  tls: TlsFiles | undefined,
  patience: Pick<ServerOptions, 'headersTimeout' | 'requestTimeout' | 'connectionsCheckingInterval'> = limits,
): Server {
  const server =
    tls === undefined
      ? createServer({ ...limits, ...patience }, handler)
      : createTlsServer({ ...limits, ...patience, ...readTls(tls), minVersion: minimumTlsVersion }, handler);
  // Node drops headers beyond this number in silence; their size is limited already.
  server.maxHeadersCount = 0;
  answerParserErrors(server);
  return server;
}

/** Takes a renewed certificate into use; open connections keep the old one. Throws SettingsError and changes nothing if it is unfit. */
export function reloadTls(server: FastifyInstance): void {
  const { tls } = frameOf(server);
  if (tls !== undefined && server.server instanceof TlsServer) {
    server.server.setSecureContext({ ...readTls(tls), minVersion: minimumTlsVersion });
  }
}

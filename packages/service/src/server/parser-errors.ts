import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { errorText } from './errors.ts';

const statuses: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/**
 * Answers what the HTTP parser refuses, then closes the connection: after a message whose end is in doubt,
 * whatever follows could be a smuggled request (RFC 9112 §11.2).
 */
export function answerParserErrors(server: Server): void {
  const isBusy = watchBusySockets(server);
  server.on('clientError', (error: Error & { code?: string }, socket: Socket) => {
    // While an earlier request on this connection is unanswered, our text would pass for its answer.
    if (error.code === 'ECONNRESET' || !socket.writable || isBusy(socket)) {
      socket.destroy();
      return;
    }
    const status = statuses[error.code ?? ''] ?? 400;
    const body = JSON.stringify({ errors: [errorText(status)] });
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Cache-Control: no-store',
      'X-Content-Type-Options: nosniff',
      'Connection: close',
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
  });
}

/** Watches which connections have an unanswered request. */
function watchBusySockets(server: Server): (socket: Socket) => boolean {
  const unanswered = new WeakMap<Socket, number>();
  const change = (socket: Socket, by: number) => unanswered.set(socket, (unanswered.get(socket) ?? 0) + by);
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    change(request.socket, 1);
    response.once('close', () => change(request.socket, -1));
  });
  return (socket) => (unanswered.get(socket) ?? 0) > 0;
}

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
  const unanswered = watchUnanswered(server);
  server.on('clientError', (error: Error & { code?: string }, socket: Socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable || !isNextAnswer([...unanswered(socket)])) {
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

/**
 * Whether a text written now would be the answer to the request that failed: either none is unanswered, or
 * only the one whose body just failed. Else it would pass for the answer to an earlier, sound request.
 */
function isNextAnswer(unanswered: readonly ServerResponse[]): boolean {
  const [current, ...earlier] = unanswered;
  if (current === undefined) return true;
  return earlier.length === 0 && !current.req.complete && !current.headersSent;
}

function watchUnanswered(server: Server): (socket: Socket) => Iterable<ServerResponse> {
  const bySocket = new WeakMap<Socket, Set<ServerResponse>>();
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    const open = bySocket.get(request.socket) ?? new Set();
    bySocket.set(request.socket, open.add(response));
    response.once('close', () => open.delete(response));
  });
  return (socket) => bySocket.get(socket) ?? [];
}

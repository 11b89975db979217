import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Grounds } from '../systems/system.ts';
import type { CommitStyle } from './sqlite-store.ts';

/** What the parent says on the command line. */
export const [, , folder = '.', chains = '1', commits = 'group'] = process.argv as [
  string,
  string,
  string?,
  string?,
  CommitStyle?,
];

/** The one client of a peer, its one person, and how long their tokens live: as in Gatehouse. */
export const client = { id: 'bench-client', secret: 'bench-secret-of-32-random-bytes-or-so' } as const;
export const personId = 'person-1';
export const accessTokenSeconds = 5_400;
export const refreshTokenSeconds = 14 * 86_400;

/** Listens on a free port; `handler` may be set later, once its makers know the address. */
export async function listen(): Promise<{ url: string; serve(handler: RequestListener): void }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, serve: (handler) => server.on('request', handler) };
}

/** Tells the parent where to go, and ends with it. */
export function announce(grounds: Grounds): void {
  process.on('disconnect', () => process.exit());
  process.send?.(grounds);
}

export async function formOf(request: IncomingMessage): Promise<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(await text(request)));
}

export function answer(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}

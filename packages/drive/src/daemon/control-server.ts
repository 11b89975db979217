import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Control, controlMethods } from '../control/control.ts';
import { isSecret } from './secret.ts';
import { toldFailure } from './told-failure.ts';

/** The address of a Unix socket may have 104 bytes on some systems, its end included. */
const longestSocket = 100;
const longestQuestion = 64 * 1024;

/**
 * Answers the owner of this machine's account, and nobody else: the socket has mode 0600 in a folder of 0700, and a
 * question carries the secret of the daemon's file, because a named pipe has no mode.
 * @param controlOf a mount that is open here
 */
export async function serveControl(
  home: string,
  name: string,
  secret: string,
  controlOf: (mountId: string) => Control | undefined,
): Promise<AsyncDisposable & { readonly socket: string }> {
  const socket = await placeFor(home, name);
  const server = createServer((request, response) => {
    void answer(request, secret, controlOf).then(
      (value) => reply(response, 200, value),
      (error: unknown) => reply(response, 422, toldFailure(error)),
    );
  });
  server.listen(socket);
  await once(server, 'listening');
  if (process.platform !== 'win32') await chmod(socket, 0o600);
  return {
    socket,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      if (process.platform === 'win32') return;
      await rm(socket, { force: true });
      if (dirname(socket) !== home) await rm(dirname(socket), { recursive: true, force: true });
    },
  };
}

async function placeFor(home: string, name: string): Promise<string> {
  if (process.platform === 'win32') return `\\\\.\\pipe\\gatehouse-drive-${name}`;
  const near = join(home, `${name.slice(0, 12)}.sock`);
  if (Buffer.byteLength(near) <= longestSocket) return near;
  return join(await mkdtemp(join(tmpdir(), 'drive-')), 'sock');
}

async function answer(
  request: IncomingMessage,
  secret: string,
  controlOf: (mountId: string) => Control | undefined,
): Promise<unknown> {
  if (!isSecret(request.headers.authorization?.replace(/^Bearer /, ''), secret))
    throw new Error('not for you');
  const [, mountId = '', method = ''] = (request.url ?? '').split('/');
  const control = controlOf(mountId);
  if (control === undefined || !Object.hasOwn(controlMethods, method)) throw new Error('no such question');
  const argument = JSON.parse(await textOf(request)) as never;
  return await control[method as keyof Control](argument);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > longestQuestion) throw new Error('too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function reply(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value ?? null));
}

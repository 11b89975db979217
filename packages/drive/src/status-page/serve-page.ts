import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Control } from '../control/control.ts';
import { isSecret } from '../daemon/secret.ts';
import type { Mount } from '../mounts/mount-list.ts';
import type { World } from '../world.ts';
import { localeOf } from './locale.ts';
import { statusPage } from './status-page.ts';

const files: Readonly<Record<string, { type: string; body: Buffer }>> = {
  'status.css': { type: 'text/css', body: readFileSync(new URL('status.css', import.meta.url)) },
  'status.js': { type: 'text/javascript', body: readFileSync(new URL('status.js', import.meta.url)) },
};

const headers = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // The address is the secret.
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
  vary: 'accept-language',
} as const;

/**
 * How the mounts stand, as a page of this machine alone. It changes nothing. Other people's programs on the machine can
 * reach the port, and pages of the web can name it: whoever does not know the secret of this start, or comes by another
 * host name (DNS rebinding), is told nothing.
 */
export async function servePage(
  world: Pick<World, 'env' | 'now'>,
  secret: string,
  mounts: ReadonlySet<Mount>,
  controlOf: (mountId: string) => Control | undefined,
): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer((request, response) => {
    void respond(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const [, given, name = '', ...more] = pathname.split('/');
    const isAllowed = hosts.includes(request.headers.host ?? '') && isSecret(given, secret);
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!isAllowed || !isRead || more.length > 0) return void response.writeHead(404, headers).end();
    const file = Object.hasOwn(files, name) ? files[name] : undefined;
    if (file !== undefined)
      return void response
        .writeHead(200, { ...headers, 'content-type': `${file.type}; charset=utf-8` })
        .end(file.body);
    if (name !== '') return void response.writeHead(404, headers).end();
    const locale = localeOf(searchParams.get('lang'), request.headers['accept-language']);
    const body = statusPage(locale, await models(mounts, controlOf), world.now());
    response.writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8' }).end(body);
  }

  return {
    url: `http://127.0.0.1:${port}/${secret}/`,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function models(mounts: ReadonlySet<Mount>, controlOf: (mountId: string) => Control | undefined) {
  return await Promise.all(
    [...mounts].map(async ({ id, folder }) => {
      const control = controlOf(id);
      if (control === undefined) return { folder };
      const [standing, findings] = await Promise.all([control.standing(), control.known()]);
      return { folder, standing, findings };
    }),
  );
}

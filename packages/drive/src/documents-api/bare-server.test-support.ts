import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Everything Gatehouse adds to the items of the public API. */
const additions = (field: string) =>
  ['revision', 'sha256', 'tag', 'version'].includes(field) || field.startsWith('can_');
const extraPaths = [/\/changes(\?|$)/, /\/content\//];
const extraHeaders = ['if-match', 'if-none-match', 'idempotency-token', 'repr-digest', 'content-digest'];

export interface BareServer extends AsyncDisposable {
  readonly url: string;
  /** Method and path of every call to the API. */
  readonly calls: string[];
}

/** A server of the public API and nothing more: a Gatehouse behind a proxy that takes away what Gatehouse adds. */
export async function openBareServer(behind: string): Promise<BareServer> {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    calls.push(`${request.method} ${request.url}`);
    pass(behind, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function pass(behind: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (extraPaths.some((path) => path.test(request.url ?? ''))) {
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"errors":"Not found"}');
    return;
  }
  const own = `http://${request.headers.host}`;
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (
      typeof value === 'string' &&
      !['host', 'connection', 'content-length', ...extraHeaders].includes(name)
    )
      headers.set(name, value);
  headers.set('accept-encoding', 'identity');
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const answer = await fetch(new URL(request.url ?? '/', behind), {
    method: request.method ?? 'GET',
    headers,
    redirect: 'manual',
    ...(body.length > 0 ? { body } : {}),
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const isJson = answer.headers.get('content-type')?.includes('json') === true;
  const told = Object.fromEntries(
    [...answer.headers].filter(
      ([name]) => !['connection', 'transfer-encoding', 'content-length'].includes(name),
    ),
  );
  if (told.location !== undefined) told.location = told.location.replaceAll(behind, own);
  response.writeHead(answer.status, told);
  response.end(isJson && bytes.length > 0 ? bare(bytes.toString().replaceAll(behind, own)) : bytes);
}

const bare = (json: string): string =>
  JSON.stringify(JSON.parse(json, (field, value) => (additions(field) ? undefined : value)));

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** The way to Gatehouse, on which answers get lost. */
export interface FaultyWay extends AsyncDisposable {
  readonly url: URL;
  /** `lose`: refreshes arrive and their answers do not; `cut`: nothing arrives. */
  mode: 'pass' | 'lose' | 'cut';
  /** An address to which nothing arrives, whatever the mode. */
  cutAt: string | undefined;
  /** Whether the metadata name an endpoint for names and addresses. */
  hasUserinfo: boolean;
  /** Refreshes that arrived at Gatehouse. */
  refreshes: number;
  /** Requests that were made while nothing arrives. */
  cuts: number;
  /** Questions that arrived there whether a token lives. */
  questions: number;
  /** Answers by which Gatehouse refused a token (401). */
  refusals: number;
  /** What happens before a request goes on to Gatehouse. */
  before: ((path: string, authorization: string | undefined) => Promise<unknown>) | undefined;
  /** Told once a refresh has been answered by Gatehouse, before the answer goes on. */
  onRefreshed: (() => void) | undefined;
}

/** A proxy over real sockets; where it leads is said once it is known. */
export async function openFaultyWay(targetPort: number): Promise<FaultyWay> {
  const server = createServer(async (incoming, outgoing) => {
    if (way.mode === 'cut' || incoming.url === way.cutAt) {
      way.cuts += 1;
      return void incoming.socket.destroy();
    }
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part);
    const body = Buffer.concat(parts);
    await way.before?.(incoming.url ?? '', incoming.headers.authorization);
    const isRefresh = incoming.url === '/oauth/token' && body.includes('grant_type=refresh_token');
    if (isRefresh) way.refreshes += 1;
    if (incoming.url === '/oauth/introspect') way.questions += 1;
    const isLost = isRefresh && way.mode === 'lose';
    const onward = send(
      {
        host: '127.0.0.1',
        port: targetPort,
        path: incoming.url,
        method: incoming.method,
        headers: { ...incoming.headers, connection: 'close' },
      },
      (answer) => {
        if (isRefresh) way.onRefreshed?.();
        if (answer.statusCode === 401) way.refusals += 1;
        if (isLost) {
          answer.resume();
          incoming.socket.destroy();
          return;
        }
        if (incoming.url === '/.well-known/openid-configuration' && !way.hasUserinfo)
          return void withoutUserinfo(answer, outgoing);
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => incoming.socket.destroy());
    onward.end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const way: FaultyWay = {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    mode: 'pass',
    cutAt: undefined,
    hasUserinfo: true,
    refreshes: 0,
    cuts: 0,
    questions: 0,
    refusals: 0,
    before: undefined,
    onRefreshed: undefined,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return way;
}

async function withoutUserinfo(answer: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const { userinfo_endpoint: _, ...metadata } = (await json(answer)) as Readonly<Record<string, unknown>>;
  outgoing.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(metadata));
}

/** A port that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

export type Received = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: Buffer;
  /** The body read as a form. */
  form: Record<string, string>;
};

export type Answer = {
  status?: number;
  headers?: Record<string, string>;
  /** Sent as JSON unless it is bytes. */
  body?: unknown;
  /** The connection breaks before the answer, or in the middle of its body. */
  broken?: 'before' | 'within';
};

export type LocalPeer = { url: string; requests: Received[] };

/** A server on a real socket that answers as the test says, remembers what it was sent, and ends with the test. */
export async function localPeer(
  context: TestContext,
  answer: (request: Received, peer: LocalPeer) => Answer | Promise<Answer>,
): Promise<LocalPeer> {
  const peer: LocalPeer = { url: '', requests: [] };
  const server = createServer(async (incoming, outgoing) => {
    const request = await receive(incoming);
    peer.requests.push(request);
    const { status = 200, headers = {}, body = {}, broken } = await answer(request, peer);
    if (broken === 'before') return incoming.socket.destroy();
    const bytes = body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body));
    outgoing.writeHead(status, {
      'content-type': 'application/json',
      'content-length': bytes.length,
      ...headers,
    });
    if (broken !== 'within') return outgoing.end(status === 204 ? undefined : bytes);
    outgoing.write(bytes.subarray(0, bytes.length / 2), () => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  peer.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return peer;
}

async function receive(incoming: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://peer');
  const form = Object.fromEntries(new URLSearchParams(body.toString()));
  return {
    method: incoming.method ?? '',
    path: pathname,
    query: searchParams,
    headers: incoming.headers,
    body,
    form,
  };
}

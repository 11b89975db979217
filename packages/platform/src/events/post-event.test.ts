import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { it } from 'node:test';
import type { Resolve } from '../outbound/judged-lookup.ts';
import { type Posted, postEvent } from './post-event.ts';

const never = new AbortController().signal;
const open = { privateAllowed: true };

async function posting(
  answer: RequestListener,
  post: (url: string) => Promise<Posted>,
): Promise<{ readonly posted: Posted; readonly requests: number }> {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return { posted: await post(`http://127.0.0.1:${port}/in`), requests };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const post = (url: string, resolve?: Resolve) =>
  postEvent({ url, headers: { 'x-test': 'yes' }, body: 'Grüße' }, open, never, resolve);

it('an event is posted whole, with its headers', async () => {
  const got: string[] = [];
  const { posted } = await posting(
    (request, response) => {
      got.push(`${request.method} ${request.headers['x-test']} ${request.headers['content-length']}`);
      request.on('data', (bytes: Buffer) => got.push(bytes.toString()));
      request.on('end', () => response.writeHead(204).end());
    },
    (url) => post(url),
  );
  assert.deepEqual(posted, { arrived: true, status: 204 });
  assert.deepEqual(got, ['POST yes 7', 'Grüße']);
});

it('a redirect is not followed, wherever it leads', async () => {
  const { posted, requests } = await posting(
    (request, response) =>
      response.writeHead(307, { location: `http://${request.headers.host}/other` }).end(),
    (url) => post(url),
  );
  assert.deepEqual(posted, { arrived: false, status: 307, fault: 'redirect' });
  assert.equal(requests, 1);
});

it('an answer that is no success is a failure with its status', async () => {
  const { posted } = await posting(
    (_request, response) => response.writeHead(410).end(),
    (url) => post(url),
  );
  assert.deepEqual(posted, { arrived: false, status: 410, fault: 'status' });
});

it('an answer without end counts by its status, and is cut', async () => {
  const { posted } = await posting(
    (_request, response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024)));
      };
      response.on('drain', more);
      more();
    },
    (url) => post(url),
  );
  assert.deepEqual(posted, { arrived: true, status: 200 });
});

it('a name that leads inside is not followed there, and answers its owner as one that is none', async () => {
  for (const found of [['10.0.0.8'], ['127.0.0.1', '169.254.169.254', '::1']]) {
    const resolve: Resolve = async () =>
      found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    const posted = await postEvent(
      { url: 'https://rebound.example/', headers: {}, body: '' },
      { privateAllowed: false },
      never,
      resolve,
    );
    assert.deepEqual(posted, { arrived: false, status: null, fault: 'unreachable', inside: true });
  }
});

it('without TLS a name may lead to this machine and nowhere else', async () => {
  const { posted, requests } = await posting(
    (_request, response) => response.end(),
    (url) =>
      post(url.replace('127.0.0.1', 'localhost'), async () => [{ address: '93.184.216.34', family: 4 }]),
  );
  assert.deepEqual(posted, { arrived: false, status: null, fault: 'unreachable', inside: true });
  assert.equal(requests, 0);
});

it('the very address that was judged is connected to, and no other', async () => {
  let asked = 0;
  const { posted, requests } = await posting(
    (_request, response) => response.end(),
    (url) =>
      post(url.replace('127.0.0.1', 'localhost'), async () => {
        asked += 1;
        return [{ address: '127.0.0.1', family: 4 }];
      }),
  );
  assert.deepEqual(posted, { arrived: true, status: 200 });
  assert.deepEqual([asked, requests], [1, 1]);
});

it('nobody there is a failure, and so is a name that is none', async () => {
  const { posted: gone } = await posting(
    (request) => request.socket.destroy(),
    (url) => post(url),
  );
  assert.deepEqual(gone, { arrived: false, status: null, fault: 'unreachable' });
  const unknown = await post('https://nowhere.invalid/', async () => {
    throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' });
  });
  assert.deepEqual(unknown, { arrived: false, status: null, fault: 'unreachable' });
});

it('an attempt that is told to stop holds nothing against the address', async () => {
  const stopping = new AbortController();
  const { posted } = await posting(
    () => stopping.abort(),
    (url) => postEvent({ url, headers: {}, body: '' }, open, stopping.signal),
  );
  assert.equal(posted, 'interrupted');
});

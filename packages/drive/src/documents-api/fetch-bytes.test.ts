import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  createServer as createPlain,
  type RequestListener,
  type Server,
  setGlobalProxyFromEnv,
} from 'node:http';
import { createServer as createSecure } from 'node:https';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { selfSignedCertificate } from '@gatehouse/service/testing';
import { bytesApart } from './fetch-bytes.ts';

const content = randomBytes(5_000_000);
const headers = { authorization: 'Bearer token' };

/** Nobody else is asked for bytes. */
const fetchBytes = bytesApart(async () => assert.fail('fetch was called'));

async function serve(
  context: TestContext,
  server: Server,
  scheme: 'http' | 'https',
  answer: RequestListener,
) {
  server.on('request', answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `${scheme}://localhost:${(server.address() as AddressInfo).port}`;
}

const plain = (context: TestContext, answer: RequestListener) =>
  serve(context, createPlain(), 'http', answer);

async function secure(context: TestContext, answer: RequestListener) {
  const { certificate: cert, key } = selfSignedCertificate();
  setDefaultCACertificates([...getCACertificates('default'), cert]);
  return await serve(context, createSecure({ cert, key }), 'https', answer);
}

const whole: RequestListener = (_request, response) => {
  response.writeHead(206, { 'content-length': content.length, 'x-told': ['one', 'two'] }).end(content);
};

describe('bytes that are fetched', () => {
  for (const [way, open] of Object.entries({ plain, secure }))
    it(`are what was sent, though all of them arrive in the same memory: ${way}`, async (context) => {
      const url = await open(context, whole);
      // One after the other over one connection, and two at a time; nothing is looked at before all is there.
      for (const times of [1, 1, 2]) {
        const answers = await Promise.all(
          Array.from({ length: times }, () => fetchBytes(`${url}/file`, { headers })),
        );
        for (const answer of answers) {
          assert.deepEqual([answer.status, answer.headers.get('x-told')], [206, 'one, two']);
          const chunks: Uint8Array[] = [];
          for await (const chunk of answer.body ?? []) chunks.push(chunk);
          assert.ok(Buffer.concat(chunks).equals(content));
        }
      }
    });

  it('are asked for at the address that is named instead, without the token where that is another server', async (context) => {
    const seen: (string | undefined)[] = [];
    const store = await plain(context, ({ headers }, response) => {
      seen.push(headers.authorization);
      response.end(content);
    });
    const url = await plain(context, ({ url, headers }, response) => {
      seen.push(headers.authorization);
      response.writeHead(302, { location: url === '/file' ? '/moved' : `${store}/file` }).end();
    });
    const answer = await fetchBytes(`${url}/file`, { headers });
    assert.ok(Buffer.from(await answer.arrayBuffer()).equals(content));
    assert.deepEqual(seen, ['Bearer token', 'Bearer token', undefined]);
  });

  it('are not looked for without end, nor in the open what was promised under cover', async (context) => {
    const round = await plain(context, ({ url }, response) =>
      response.writeHead(307, { location: url }).end(),
    );
    await assert.rejects(fetchBytes(`${round}/file`), TypeError);
    const down = await secure(context, (_request, response) =>
      response.writeHead(302, { location: round }).end(),
    );
    await assert.rejects(fetchBytes(`${down}/file`), TypeError);
  });

  it('that end too early are an error with a cause, before the answer and in it', async (context) => {
    const url = await plain(context, ({ url, socket }, response) => {
      if (url === '/before') return void socket.destroy();
      response.writeHead(200, { 'content-length': content.length });
      response.write(content.subarray(0, 1_000_000), () => socket.destroy());
    });
    const isFailure = (error: unknown) => error instanceof TypeError && error.cause !== undefined;
    await assert.rejects(fetchBytes(`${url}/before`), isFailure);
    const within = await fetchBytes(`${url}/within`);
    await assert.rejects(within.arrayBuffer(), isFailure);
  });

  it('that do not come because the answer is none are an error with a cause', async (context) => {
    const answers: Record<string, string> = {
      '/upgraded': '101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: something\r\n',
      '/odd': '600 Odd\r\ncontent-length: 2\r\n',
      '/no-address': '302 Found\r\nlocation: http://[\r\ncontent-length: 2\r\n',
      '/other-protocol': '302 Found\r\nlocation: ftp://localhost/\r\ncontent-length: 2\r\n',
    };
    const url = await plain(context, ({ url = '', socket }) =>
      socket.write(`HTTP/1.1 ${answers[url]}\r\nno`),
    );
    const isFailure = (error: unknown) => error instanceof TypeError && error.cause !== undefined;
    for (const path of Object.keys(answers)) await assert.rejects(fetchBytes(url + path), isFailure, path);
  });

  it('that nobody wants, before or while they are read, leave no connection behind', async (context) => {
    let ended = 0;
    const url = await plain(context, ({ socket }, response) => {
      socket.once('close', () => (ended += 1));
      response.writeHead(429, { 'content-length': 10 }).write('half');
    });
    await (await fetchBytes(url)).body?.cancel();
    const reader = (await fetchBytes(url)).body?.getReader();
    await reader?.read();
    const next = reader?.read();
    await reader?.cancel();
    assert.equal((await next)?.done, true);
    while (ended < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  it('are left to fetch where a proxy is to be asked for them', async (context) => {
    context.after(setGlobalProxyFromEnv({ https_proxy: 'http://localhost:1' }));
    const answer = await bytesApart(async () => new Response('by proxy'))('http://localhost:2/', {});
    assert.equal(await answer.text(), 'by proxy');
  });

  it('are given up for the reason that whoever asked gives', async (context) => {
    const url = await plain(context, ({ url }, response) => {
      if (url === '/within') response.writeHead(200, { 'content-length': 10 }).write('half');
    });
    const reason = new Error('long enough');
    for (const path of ['/before', '/within']) {
      const ending = new AbortController();
      const bytes = fetchBytes(url + path, { signal: ending.signal }).then((answer) => answer.arrayBuffer());
      setTimeout(() => ending.abort(reason), 50);
      await assert.rejects(bytes, reason);
    }
  });

  it('come although the server ended an idle connection in the moment it was used again', async (context) => {
    const seen: string[] = [];
    const url = await plain(context, ({ url = '', socket }, response) => {
      seen.push(url);
      // The second call finds the connection of the first.
      if (seen.length === 2) socket.resetAndDestroy();
      else response.end('all');
    });
    for (const path of ['/first', '/second'])
      assert.equal(await (await fetchBytes(url + path)).text(), 'all');
    assert.deepEqual(seen, ['/first', '/second', '/second']);
  });

  it('are asked for by somebody who says what they are', async (context) => {
    const url = await plain(context, ({ headers }, response) => response.end(headers['user-agent']));
    assert.equal(await (await fetchBytes(url)).text(), 'gatehouse-drive');
  });

  it('have no body where there can be none', async (context) => {
    const url = await plain(context, (_request, response) => response.writeHead(204).end());
    assert.deepEqual([(await fetchBytes(url)).status, (await fetchBytes(url)).body], [204, null]);
  });

  it('are not what brings JSON, or brings something there', async () => {
    const seen: unknown[] = [];
    const apart = bytesApart(async (_input, init) => {
      seen.push(init?.method ?? init?.headers);
      return new Response();
    });
    await apart('http://localhost:1/', { headers: { accept: 'application/json' } });
    await apart('http://localhost:1/', { method: 'PUT' });
    assert.deepEqual(seen, [{ accept: 'application/json' }, 'PUT']);
  });
});

import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { guardedFetch } from './guarded-fetch.ts';
import type { Resolve } from './judged-lookup.ts';

const get = { method: 'GET', headers: {} };
let answer: RequestListener = (_request, response) => response.end('{}');
let asked = 0;
const server = createServer((request, response) => {
  asked += 1;
  answer(request, response);
});
let port: number;
before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
after(() => server.close());

test('nothing inside is asked: by address, by name, or by a name that leads there now', async () => {
  const closed = { privateAllowed: false };
  const inside: Resolve = async () => [{ address: '127.0.0.1', family: 4 }];
  for (const host of ['127.0.0.1', '[::1]', 'provider.example', 'localhost'])
    for (const scheme of ['http', 'https'])
      await assert.rejects(guardedFetch(`${scheme}://${host}:${port}/`, get, closed, inside), host);
  for (const url of ['file:///etc/passwd', 'data:,x', 'ftp://127.0.0.1/'])
    await assert.rejects(guardedFetch(url, get, { privateAllowed: true }, inside), url);
  assert.equal(asked, 0);
});

test('an answer comes whole, a redirect as itself, and what is too large not at all', async () => {
  const open = { privateAllowed: true };
  const url = `http://127.0.0.1:${port}/`;
  answer = (request, response) => {
    response.writeHead(201, { 'content-type': 'text/plain' });
    request.pipe(response);
  };
  const echoed = await guardedFetch(url, { method: 'POST', headers: { a: 'b' }, body: 'sent' }, open);
  assert.deepEqual([echoed.status, await echoed.text()], [201, 'sent']);
  answer = (_request, response) => response.writeHead(302, { location: 'http://evil.example/' }).end();
  const redirect = await guardedFetch(url, get, open);
  assert.deepEqual([redirect.status, redirect.headers.get('location')], [302, 'http://evil.example/']);
  answer = (_request, response) => response.end('x'.repeat(300 * 1024));
  await assert.rejects(guardedFetch(url, get, open), /too large/);
});

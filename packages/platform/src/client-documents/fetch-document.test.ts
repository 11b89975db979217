import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Resolve } from '../outbound/judged-lookup.ts';
import { readDocument } from './client-document.ts';
import { documentCache } from './document-cache.ts';
import { type DocumentHost, json, startDocumentHost } from './document-host.test-support.ts';
import { fetchDocument } from './fetch-document.ts';

const open = { privateAllowed: true };
const closed = { privateAllowed: false };
let host: DocumentHost;
before(async () => {
  host = await startDocumentHost();
});
after(() => host[Symbol.asyncDispose]());

const url = () => `${host.origin}/client.json`;

test('what is no plain answer of JSON, of a size and in time, counts for nothing', async () => {
  host.answer = json({ a: 1 }, { 'cache-control': 'max-age=60' });
  assert.deepEqual(await fetchDocument(url(), open), { text: '{"a":1}', cacheControl: 'max-age=60' });
  host.answer = json({ a: 1 }, { 'content-type': 'application/cimd+json; charset=utf-8' });
  assert.notEqual(await fetchDocument(url(), open), undefined);
  for (const answer of [
    json({}, { 'content-type': 'text/html' }),
    json({}, { 'content-type': 'application/jsonx' }),
    json({ padding: 'x'.repeat(6_000) }),
    (_request, response) => response.writeHead(404, { 'content-type': 'application/json' }).end('{}'),
    (_request, response) => response.writeHead(302, { location: '/other.json' }).end(),
    (_request, response) => response.writeHead(307, { location: 'https://evil.example/c' }).end(),
    (_request, response) => response.socket?.destroy(),
    (_request, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(Buffer.from([0x7b, 0xff, 0x7d])),
  ] satisfies DocumentHost['answer'][]) {
    host.answer = answer;
    assert.equal(await fetchDocument(url(), open), undefined);
  }
  assert.ok(!host.asked.includes('/other.json'));
});

test('nothing inside is asked, also where a name that was public leads there now', async () => {
  const before = host.asked.length;
  assert.equal(await fetchDocument(url(), closed), undefined);
  const inside: Resolve = async () => [{ address: '127.0.0.1', family: 4 }];
  const { port } = new URL(host.origin);
  for (const name of ['app.example', 'rebinding.example'])
    assert.equal(await fetchDocument(`https://${name}:${port}/c`, closed, inside), undefined);
  const mapped: Resolve = async () => [{ address: '::ffff:127.0.0.1', family: 6 }];
  assert.equal(await fetchDocument(`https://app.example:${port}/c`, closed, mapped), undefined);
  assert.equal(host.asked.length, before);
});

test('a certificate that is for another name is no proof of this one', async () => {
  const here: Resolve = async () => [{ address: '127.0.0.1', family: 4 }];
  const { port } = new URL(host.origin);
  host.answer = json({});
  const before = host.asked.length;
  assert.equal(await fetchDocument(`https://app.example:${port}/c`, open, here), undefined);
  assert.equal(host.asked.length, before);
});

test('a document is fetched once for however many ask, kept within bounds, and a bad one not asked for again at once', async () => {
  let now = 1_000_000;
  const settings = { clientDocuments: 'from_private_addresses_too' } as Parameters<
    typeof documentCache
  >[0]['settings'];
  const cache = documentCache({ clock: { now: () => now }, settings }, readDocument);
  const requests = () => host.asked.filter((path) => path === '/kept.json').length;
  const kept = `${host.origin}/kept.json`;
  const document = { client_id: kept, redirect_uris: ['https://app.example/cb'] };
  host.answer = json(document, { 'cache-control': 'max-age=1' });
  const found = await Promise.all(Array.from({ length: 20 }, () => cache.get(kept)));
  assert.ok(found.every((each) => each?.clientId === kept));
  assert.equal(requests(), 1);
  now += 59_000;
  await cache.get(kept);
  assert.equal(requests(), 1);
  now += 2_000;
  host.answer = json({ ...document, client_secret: 'x' });
  assert.equal(await cache.get(kept), undefined);
  assert.equal(await cache.get(kept), undefined);
  assert.equal(requests(), 2);
  now += 31_000;
  host.answer = json(document, { 'cache-control': 'max-age=99999999' });
  assert.notEqual(await cache.get(kept), undefined);
  now += 24 * 60 * 60_000;
  await cache.get(kept);
  assert.equal(requests(), 4);
});

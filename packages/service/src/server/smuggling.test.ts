import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { rawConnection, testServer } from '../testing/test-server.ts';
import { type Running, serve } from './serve.ts';

const reached: string[] = [];
const { server } = testServer();
server.all('/*', async (request) => {
  reached.push(request.url);
  return {};
});
let running: Running;
before(async () => {
  running = await serve(server, { host: '127.0.0.1', port: 0 });
});
after(() => running.close());

const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n';
const post = (headers: string, body = '') =>
  `POST /first HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${headers}\r\n\r\n${body}`;

/** RFC 9112 §6.1, §6.3, §11.2: each could make two parsers see two different requests. */
const ambiguous: Record<string, string> = {
  'Content-Length and Transfer-Encoding': post(
    'Content-Length: 5\r\nTransfer-Encoding: chunked',
    '0\r\n\r\n',
  ),
  'Transfer-Encoding and Content-Length': post(
    'Transfer-Encoding: chunked\r\nContent-Length: 5',
    '0\r\n\r\n',
  ),
  'two Content-Lengths that differ': post('Content-Length: 0\r\nContent-Length: 5'),
  'two Content-Lengths that agree': post('Content-Length: 0\r\nContent-Length: 0'),
  'a list of Content-Lengths': post('Content-Length: 0, 0'),
  'a signed Content-Length': post('Content-Length: +0'),
  'a negative Content-Length': post('Content-Length: -1'),
  'an unknown transfer coding': post('Transfer-Encoding: xchunked', '0\r\n\r\n'),
  'chunked that is not last': post('Transfer-Encoding: chunked, identity', '0\r\n\r\n'),
  'Transfer-Encoding twice': post('Transfer-Encoding: chunked\r\nTransfer-Encoding: identity', '0\r\n\r\n'),
  'a space before the colon': post('Transfer-Encoding : chunked', '0\r\n\r\n'),
  'a folded header': post('Transfer-Encoding:\r\n chunked', '0\r\n\r\n'),
  'a vertical tab in the coding': post('Transfer-Encoding: \x0bchunked', '0\r\n\r\n'),
  'bare line feeds': 'POST /first HTTP/1.1\nHost: x\nContent-Length: 0\n\n',
  'one bare line feed': post('X: y\nContent-Length: 0'),
  'a bare carriage return': post('X: y\rContent-Length: 0'),
  'a NUL in a header': post('X: y\0'),
  'a bare line feed after a chunk size': post('Transfer-Encoding: chunked', '0\n\r\n'),
  'a chunk size that is no number': post('Transfer-Encoding: chunked', '0x0\r\n\r\n'),
  'two hosts': 'POST /first HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n',
  'no host': 'POST /first HTTP/1.1\r\n\r\n',
  'no HTTP at all': 'HELO gatehouse\r\n\r\n',
};

for (const [name, bytes] of Object.entries(ambiguous)) {
  test(`${name}: 400, the connection ends, and what follows is never run`, async () => {
    reached.length = 0;
    const connection = await rawConnection(running.port);
    connection.send(bytes + smuggled);
    const received = await connection.untilClosed();
    assert.match(received, /^HTTP\/1\.1 400 /);
    assert.equal(received.split('HTTP/1.1 ').length, 2, received);
    assert.doesNotMatch(received, /Error|HPE_|stack/);
    assert.equal(reached.includes('/smuggled'), false);
  });
}

test('one unanswered request is not answered with the error of the next', async () => {
  const release = Promise.withResolvers<void>();
  const slow = testServer().server;
  slow.get('/slow', async () => {
    await release.promise;
    return {};
  });
  const own = await serve(slow, { host: '127.0.0.1', port: 0 });
  const connection = await rawConnection(own.port);
  connection.send('GET /slow HTTP/1.1\r\nHost: x\r\n\r\nrubbish\r\n\r\n');
  assert.equal(await connection.untilClosed(), '');
  release.resolve();
  await own.close();
});

test('oversize headers are 431, and the connection ends', async () => {
  const connection = await rawConnection(running.port);
  connection.send(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(17_000)}\r\n\r\n`);
  const received = await connection.untilClosed();
  assert.match(received, /^HTTP\/1\.1 431 /);
  assert.match(received, /\{"errors":\["The headers of the request are too large\."\]\}$/);
});

test('many small headers are not dropped in silence', async () => {
  const connection = await rawConnection(running.port);
  const padding = Array.from({ length: 2_500 }, () => 'a:\r\n').join('');
  connection.send(`GET / HTTP/1.1\r\nHost: x\r\n${padding}Host: y\r\n\r\n`);
  assert.match(await connection.untilClosed(), /^HTTP\/1\.1 400 /);
});

test('a body that announces itself as too large is 413, and the connection ends', async () => {
  const connection = await rawConnection(running.port);
  connection.send(post('Content-Length: 99999999'));
  assert.match(await connection.untilClosed(), /^HTTP\/1\.1 413 /);
});

test('a packed body is refused', async () => {
  reached.length = 0;
  const connection = await rawConnection(running.port);
  connection.send(post('Content-Encoding: gzip\r\nContent-Length: 2', '{}'));
  assert.match(await connection.untilClosed(), /^HTTP\/1\.1 415 /);
  assert.deepEqual(reached, []);
});

test('no bytes whatever are a failure of ours', async () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'GET / HTTP/1.1\r\n',
      'POST /x HTTP/1.1\r\n',
      'Host: x\r\n',
      'Content-Length: 3\r\n',
      '\r\n',
      ': ',
      '%',
    ),
    fc.constantFrom(
      'Transfer-Encoding: chunked\r\n',
      'Content-Type: application/json\r\n',
      '3\r\n{}\n\r\n',
      '0\r\n\r\n',
    ),
    fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
      const connection = await rawConnection(running.port);
      connection.send(pieces.join(''));
      connection.finish();
      assert.doesNotMatch(await connection.untilClosed(), /HTTP\/1\.1 5/);
    }),
    { numRuns: 300 },
  );
  assert.equal((await fetch(`${running.url}/healthz`)).status, 200);
});

test('an honest connection is served twice', async () => {
  reached.length = 0;
  const connection = await rawConnection(running.port);
  connection.send('GET /a HTTP/1.1\r\nHost: x\r\n\r\n');
  await connection.until('{}');
  connection.send('GET /b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  assert.equal((await connection.untilClosed()).split('HTTP/1.1 200').length, 3);
  assert.deepEqual(reached, ['/a', '/b']);
});

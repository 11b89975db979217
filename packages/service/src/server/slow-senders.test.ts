import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { rawConnection } from '../testing/test-server.ts';
import { nodeServer } from './frame.ts';

/** As every server of ours stands, with less patience: how long is told by the settings of Node, that it ends by this. */
const server = nodeServer(
  (request, response) => request.resume().on('end', () => response.end('whole')),
  undefined,
  { headersTimeout: 1_000, requestTimeout: 2_000, connectionsCheckingInterval: 50 },
);
before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
after(() => server.close());

const connection = () => rawConnection((server.address() as AddressInfo).port);

const dawdlers = {
  'says nothing after its first line': 'GET / HTTP/1.1\r\n',
  'never ends its headers': 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ',
  'never ends its body': 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf',
  'never sends its last chunk':
    'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n',
};

for (const [name, text] of Object.entries(dawdlers))
  test(`a sender is cut off that ${name}; another is served meanwhile`, async () => {
    const slow = await connection();
    slow.send(text);
    const quick = await connection();
    quick.send('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    assert.match(await quick.untilClosed(), /^HTTP\/1\.1 200 .*whole$/s);
    assert.match(await slow.untilClosed(), /^HTTP\/1\.1 4\d\d /);
  });

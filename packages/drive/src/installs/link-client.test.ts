import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { exportJWK, generateKeyPair } from 'jose';
import { machine } from '../machine.ts';
import { callLink } from './link-client.ts';

test('whoever says no end, or no JSON, is not the link service', async (context) => {
  let sent = 0;
  const server = createServer((request, response) => {
    if (request.url === '/words') return void response.end('<html>');
    response.writeHead(request.url === '/error' ? 400 : 200);
    const chunk = Buffer.alloc(65_536, ' ');
    const feed = () => {
      while (!response.destroyed && sent < 64 * 2 ** 20) {
        sent += chunk.length;
        if (!response.write(chunk)) return void response.once('drain', feed);
      }
      response.end();
    };
    feed();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const linkUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const speaker = { linkUrl, key: await exportJWK(privateKey) };
  for (const path of ['/endless', '/error', '/words']) {
    sent = 0;
    await assert.rejects(callLink(speaker, machine, 'GET', path), { name: 'Failure', key: 'error.not-link' });
    assert.ok(sent < 16 * 2 ** 20, `${sent} bytes were taken`);
  }
});

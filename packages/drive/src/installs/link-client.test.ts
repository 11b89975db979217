import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { endlessServer } from '@gatehouse/client/testing';
import { exportJWK, generateKeyPair } from 'jose';
import { machine } from '../machine.ts';
import { callLink } from './link-client.ts';

async function isNotLink(linkUrl: string): Promise<void> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const speaker = { linkUrl, key: await exportJWK(privateKey) };
  const call = callLink(speaker, machine, 'GET', '/v1/links');
  await assert.rejects(call, { name: 'Failure', key: 'error.not-link' });
}

test('whoever says no end is not the link service', async (context) => {
  for (const status of [200, 400]) {
    const server = await endlessServer(context, status);
    await isNotLink(server.url);
    assert.ok(server.sent() < 16 * 2 ** 20, `${server.sent()} bytes were taken`);
  }
});

test('nor is whoever says no JSON', async (context) => isNotLink(await wordsServer(context)));

async function wordsServer(context: TestContext): Promise<string> {
  const server = createServer((_, response) => response.end('<html>'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

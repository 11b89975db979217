import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { after, before, test } from 'node:test';
import { type Estate, openEstate } from './journeys/platform-process.test-support.ts';

let estate: Estate;
before(async () => {
  estate = await openEstate();
});
after(() => estate[Symbol.asyncDispose]());

/** All that an operator sees of a start which fails. */
async function assertRefused(settings: Readonly<Record<string, string>>, sentence: string): Promise<void> {
  await assert.rejects(estate.start(settings), {
    message: `The platform ended before it served:\n${sentence}\n`,
  });
}

test('a port in use stops the start with one sentence and no stack', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  await assertRefused(
    { GATEHOUSE_HOST: '127.0.0.1', GATEHOUSE_PORT: String(port) },
    `GATEHOUSE_PORT ${port} is in use on 127.0.0.1: stop what uses it, or choose another (0 picks a free one).`,
  );
  other.close();
});

test('a host that is not of this machine stops the start, whether the port is given or picked', async () => {
  for (const port of ['0', '4600'])
    await assertRefused(
      {
        GATEHOUSE_HOST: '203.0.113.9',
        GATEHOUSE_PORT: port,
        GATEHOUSE_TLS_TERMINATED_BY_PROXY: 'on',
        GATEHOUSE_ISSUER: 'https://gatehouse.example',
      },
      'GATEHOUSE_HOST 203.0.113.9 is not an address of this machine: choose one it has, such as localhost.',
    );
});

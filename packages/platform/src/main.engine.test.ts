import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
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

test('a port in use stops the start with one sentence and no stack', async (t) => {
  const other = createServer().listen(0, '127.0.0.1');
  t.after(() => other.close());
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  await assertRefused(
    { GATEHOUSE_HOST: '127.0.0.1', GATEHOUSE_PORT: String(port) },
    `GATEHOUSE_PORT ${port} is in use on 127.0.0.1: stop what uses it, or choose another (0 picks a free one).`,
  );
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

test('a data folder that is a file, or lies below one, stops the start', async () => {
  const file = join(estate.dataDir, 'file');
  await writeFile(file, '');
  await assertRefused(
    { GATEHOUSE_DATA_DIR: file },
    `GATEHOUSE_DATA_DIR ${file} cannot be used: a file is in its place (EEXIST).`,
  );
  await assertRefused(
    { GATEHOUSE_DATA_DIR: join(file, 'below') },
    `GATEHOUSE_DATA_DIR ${join(file, 'below')} cannot be used: a file is where a folder must be (ENOTDIR).`,
  );
});

test('an embedded database that is none stops the start, by whichever setting it is found', async () => {
  const folder = join(estate.dataDir, 'rubbish');
  const file = join(folder, 'gatehouse.db');
  await mkdir(folder);
  await writeFile(file, 'this is no database, although it is long enough to be taken for one'.repeat(100));
  const complaint = `The database ${file} cannot be used: it is not an SQLite database`;
  await assertRefused(
    { GATEHOUSE_DATA_DIR: folder, GATEHOUSE_DATABASE_URL: '' },
    `${complaint}; GATEHOUSE_DATA_DIR says where it lies.`,
  );
  await assertRefused(
    { GATEHOUSE_DATABASE_URL: `file:${file}` },
    `${complaint}; GATEHOUSE_DATABASE_URL says where it lies.`,
  );
});

test('a PostgreSQL that is not there stops the start, and the password is not printed', async () => {
  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const { port } = closed.address() as AddressInfo;
  closed.close();
  await once(closed, 'close');
  await assertRefused(
    { GATEHOUSE_DATABASE_URL: `postgres://gate:hunter2@127.0.0.1:${port}/house` },
    `GATEHOUSE_DATABASE_URL: PostgreSQL at 127.0.0.1:${port} cannot be used: nothing listens there (ECONNREFUSED).`,
  );
  await assertRefused(
    { GATEHOUSE_DATABASE_URL: 'postgres://gate:hunter/2@127.0.0.1:x/house' },
    'GATEHOUSE_DATABASE_URL is not an address: write it as postgres://user:password@host:5432/database, special characters percent-encoded.',
  );
});

test('a certificate without its key does not start as if it served HTTPS', () =>
  assertRefused(
    { GATEHOUSE_TLS_CERTIFICATE: join(estate.dataDir, 'certificate.pem') },
    'GATEHOUSE_TLS_CERTIFICATE is set and GATEHOUSE_TLS_KEY is not: HTTPS needs both.',
  ));

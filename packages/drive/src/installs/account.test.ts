import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { machine } from '../machine.ts';
import { accountOf } from './account.ts';

test('whose token lies in the file is seen a second later, or once the clock was set back', async (context) => {
  const server = createServer(({ headers }, response) => {
    const id = headers.authorization === 'Bearer of-one' ? 1 : 2;
    response
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify({ id, login: `${id}@x.example` }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const folder = await mkdtemp(join(tmpdir(), 'drive-account-'));
  context.after(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true });
  });
  const file = join(folder, 'token');
  const put = (token: string) => writeFile(file, token, { mode: 0o600 });
  await put('of-one');
  let now = machine.now();
  const env = {
    DRIVE_TOKEN_FILE: file,
    DRIVE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  };
  const account = await accountOf(env, { ...machine, now: () => now }, 0);
  const whose = async () => (await account.owner()).id;
  assert.equal(await whose(), 1);
  await put('of-two');
  assert.equal(await whose(), 1);
  now += 1_000;
  assert.equal(await whose(), 2);
  await put('of-one');
  now -= 3_600_000;
  assert.equal(await whose(), 1);
});

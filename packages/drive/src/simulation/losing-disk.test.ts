import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oneInstall } from './one-install.test-support.ts';

test('bytes that came and that the disk has lost are not read back from memory, but fetched once more', async () => {
  const { server, disk, cycles } = oneInstall();
  await cycles(1);
  server.create('file', { parentId: 1, name: 'plan' }, 'of others');
  disk.losesAtSync = true;
  assert.equal((await cycles())?.state, 'in-step');
  assert.equal(disk.losesAtSync, false);
  assert.deepEqual([disk.need('plan').content, disk.need('plan').durable], ['of others', 'of others']);
});

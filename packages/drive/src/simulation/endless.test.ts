import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oneInstall } from './one-install.test-support.ts';

test('a file of which more comes than was promised fills no disk, and comes when it ends where it should', async () => {
  const { install, told, cycles, disk } = oneInstall();
  await cycles(2);
  told.remotely('plan', 'the plan');
  const { remote } = install.engine?.parts ?? assert.fail('not running');
  const { download } = remote;
  let sent = 0;
  remote.download = async function* () {
    for (; sent < 1_000; sent += 1) yield Buffer.from('and on');
  };
  await cycles(1);
  assert.ok(sent > 0 && sent < 10, `${sent} pieces were taken`);
  assert.equal(disk.names.has('plan'), false);
  remote.download = download;
  await cycles();
  assert.equal(disk.need('plan').content, 'the plan');
});

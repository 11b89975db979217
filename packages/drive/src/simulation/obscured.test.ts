import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settle } from './history.test-support.ts';
import { oneInstall } from './one-install.test-support.ts';
import { outcomeOf } from './outcome.test-support.ts';

/** Two folders in step, each with a file. */
async function inStep() {
  const { world, server, install, disk, told, cycles } = oneInstall();
  told.remoteFolder('plans');
  told.remotely('plans/a', 'one');
  told.remotely('b', 'two');
  await cycles();
  return { world, server, install, disk, told, cycles };
}

for (const what of ['unread', 'link'] as const)
  for (const path of ['plans', 'plans/a', 'b'])
    test(`nothing counts as deleted where ${path} is ${what === 'link' ? 'a link now' : 'not to be looked at'}`, async () => {
      const { world, server, install, disk, told, cycles } = await inStep();
      disk.strange.set(path, what);
      await cycles();
      assert.deepEqual(install.engine?.held(), []);
      // Nor is anything done about what happens to it there.
      told.remotely(path === 'b' ? 'b' : 'plans/a', 'newer');
      await cycles();
      assert.equal(disk.need(path === 'b' ? 'b' : 'plans/a').content, path === 'b' ? 'two' : 'one');
      assert.deepEqual(server.log, []);
      disk.strange.clear();
      await settle(world);
      outcomeOf(world);
      assert.equal(disk.need(path === 'b' ? 'b' : 'plans/a').content, 'newer');
    });

test('what waited in the trash is not sent while a link lies in its place', async () => {
  const { server, install, disk, told, cycles } = await inStep();
  told.remove('b');
  await cycles(1);
  assert.equal(install.engine?.held().length, 1);
  install.engine.release();
  disk.writeFile('b', 'where it points to');
  disk.strange.set('b', 'link');
  await cycles();
  assert.deepEqual(server.log, []);
});

test('a link in a folder that was deleted there is kept, and the folder goes', async () => {
  const { world, disk, install, told } = await inStep();
  disk.writeFile('plans/link', 'where it points to');
  disk.strange.set('plans/link', 'link');
  told.remoteDelete('plans');
  await settle(world);
  assert.equal(disk.names.has('plans'), false);
  const kept = [...install.keeper.notes('trash').values()].map(({ path, origin }) => [path, origin]);
  assert.ok(kept.some(([path, origin]) => path === 'plans/link' && origin === 'unsent'));
});

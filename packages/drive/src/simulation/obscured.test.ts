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

for (const what of ['a file', 'a folder'] as const)
  test(`a placeholder of ${what} that was moved and cannot be read is not deleted there, though its person sends what was deleted`, async () => {
    const { world, server, install, disk, told, cycles } = oneInstall({ hydrated: false });
    const [suffix, content] = what === 'a file' ? ['.cloud', 'one'] : ['.cloudf', undefined];
    if (content === undefined) told.remoteFolder('c');
    else told.remotely('c', content);
    await cycles();
    told.move(`c${suffix}`, `d${suffix}`);
    disk.locked.add(disk.need(`d${suffix}`));
    const engine = await world.start(install);
    await cycles(1);
    assert.equal(engine?.held().length, 1);
    engine.release();
    await cycles();
    assert.deepEqual(server.log, []);
    assert.equal(engine.held().length, 1);
    disk.locked.clear();
    await settle(world);
    outcomeOf(world);
    assert.deepEqual(server.log, []);
    assert.deepEqual(
      server.children(1).map(({ name }) => name),
      ['d'],
    );
  });

test('what was deleted goes when its person sends it, though something else cannot be read that is known', async () => {
  const { world, server, install, disk, told, cycles } = await inStep();
  disk.locked.add(disk.need('plans/a'));
  told.save('plans/a', 'one, and more');
  told.remove('b');
  await cycles(1);
  install.engine?.release();
  await cycles();
  assert.equal(server.log.length, 1);
  disk.locked.clear();
  await settle(world);
  outcomeOf(world);
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

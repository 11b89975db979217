import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settle } from './history.test-support.ts';
import { oneInstall } from './one-install.test-support.ts';
import { outcomeOf } from './outcome.test-support.ts';

test('what lies in a folder that cannot be read is not deleted there, however long that lasts', async () => {
  const { world, server, disk, told, cycles } = oneInstall();
  told.remoteFolder('plans');
  told.remotely('plans/a', 'as it was');
  await cycles();
  disk.locked.add(disk.need('plans'));
  const last = await cycles();
  assert.equal(last?.state, 'in-step', 'nothing is held');
  assert.deepEqual(server.log, []);
  disk.locked.clear();
  await settle(world);
  outcomeOf(world);
  assert.deepEqual(server.log, []);
});

for (const hydrated of [true, false])
  test(`a ${hydrated ? 'file' : 'placeholder'} that was moved to where it cannot be read is not deleted there, however long that lasts`, async () => {
    const { world, server, disk, told, cycles } = oneInstall({ hydrated });
    told.remotely('a', 'as it was');
    told.folder('plans');
    await cycles();
    const name = hydrated ? 'a' : 'a.cloud';
    told.move(name, `plans/${name}`);
    disk.locked.add(disk.need('plans'));
    await cycles();
    assert.deepEqual(server.log, []);
    disk.locked.clear();
    await settle(world);
    outcomeOf(world);
    assert.deepEqual(server.log, []);
    const plans = server.children(1).find((item) => item.name === 'plans');
    assert.deepEqual(
      server.children(plans?.id ?? 0).map(({ id, versions }) => [id, versions]),
      [[2, ['as it was']]],
      'it is the same item, elsewhere',
    );
  });

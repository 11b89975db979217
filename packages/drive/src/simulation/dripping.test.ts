import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oneInstall } from './one-install.test-support.ts';

const minute = 60_000;

/** So many files in a folder and in the root, in step. */
async function inStep(inFolder: number, inRoot: number) {
  const { world, server, install, told, cycles } = oneInstall();
  told.remoteFolder('plans');
  for (let at = 0; at < inFolder; at++) told.remotely(`plans/${at}`, `plan ${at}`);
  for (let at = 0; at < inRoot; at++) told.remotely(`${at}`, `file ${at}`);
  await cycles(6);
  const files = () =>
    [...server.items.values()].filter((each) => each.kind === 'file' && !each.deleted).length;
  const here = () =>
    [...install.disk.names].filter(([path, { kind }]) => kind === 'file' && !path.startsWith('.')).length;
  return { world, install, told, cycles, files, here };
}

type Mount = Awaited<ReturnType<typeof inStep>>;

/** Some are deleted, by a person here or by others there, and it is looked until that is done. */
const drips = {
  'to-remote': async ({ told, cycles }: Mount, paths: readonly string[], pause = minute) => {
    for (const path of paths) told.remove(path);
    return await cycles(3, pause);
  },
  'to-local': async ({ told, cycles }: Mount, paths: readonly string[], pause = minute) => {
    for (const path of paths) told.remoteDelete(path);
    return await cycles(3, pause);
  },
};

const named = (from: number, count: number, folder = '') =>
  Array.from({ length: count }, (_, at) => `${folder}${from + at}`);

for (const direction of ['to-remote', 'to-local'] as const) {
  const left = (mount: Mount) => (direction === 'to-remote' ? mount.files() : mount.here());

  test(`deletes that drip are counted together for an hour, ${direction}`, async () => {
    const mount = await inStep(0, 60);
    for (let at = 0; at < 25; at += 5)
      assert.deepEqual((await drips[direction](mount, named(at, 5)))?.guards, []);
    const held = await drips[direction](mount, named(25, 3));
    assert.deepEqual(
      held?.guards.map((each) => [each.direction, each.reason, each.files, each.before]),
      [[direction, 'many', 3, 25]],
    );
    assert.equal(left(mount), 35);
    // Time alone lets nothing through that waits for a person.
    assert.equal((await mount.cycles(20, 10 * minute))?.state, 'guarded');
    assert.equal(left(mount), 35);
    for (const guard of held?.guards ?? []) mount.install.engine?.approve(guard);
    await mount.cycles(3);
    assert.equal(left(mount), 32);
    // Somebody has looked: it is counted anew.
    assert.deepEqual((await drips[direction](mount, named(28, 3)))?.guards, []);
    assert.equal(left(mount), 29);
  });

  test(`what was deleted more than an hour ago is not counted, ${direction}`, async () => {
    const mount = await inStep(0, 60);
    for (let at = 0; at < 50; at += 5) {
      const cycle = await drips[direction](mount, named(at, 5), 10 * minute);
      assert.deepEqual(cycle?.guards, []);
    }
    assert.equal(left(mount), 10);
  });

  test(`a folder of the first level does not drip away either, ${direction}`, async () => {
    const mount = await inStep(12, 20);
    assert.deepEqual((await drips[direction](mount, named(0, 7, 'plans/')))?.guards, []);
    const held = await drips[direction](mount, named(7, 5, 'plans/'));
    assert.deepEqual(
      held?.guards.map(({ reason, files }) => [reason, files]),
      [['folder', 5]],
    );
    assert.equal(left(mount), 25);
  });
}

test('what a person has released is not counted', async () => {
  const mount = await inStep(0, 60);
  for (const path of named(0, 20)) mount.told.remove(path);
  await mount.cycles(1, 0);
  mount.install.engine?.release();
  await mount.cycles(2);
  assert.equal(mount.files(), 40);
  assert.deepEqual((await drips['to-remote'](mount, named(20, 20)))?.guards, []);
  assert.equal(mount.files(), 20);
});

test('a process that begins anew counts on, and what it remembers is bounded', async () => {
  const mount = await inStep(0, 60);
  const remembered = () => mount.install.keeper.notes('deleted').size;
  for (let at = 0; at < 50; at += 5) {
    mount.install.engine = undefined;
    await drips['to-remote'](mount, named(at, 5), 10 * minute);
    assert.ok(remembered() <= 7, `${remembered()} rows`);
  }
  mount.install.engine = undefined;
  const held = await drips['to-remote'](mount, named(50, 10));
  assert.equal(held?.state, 'guarded');
});

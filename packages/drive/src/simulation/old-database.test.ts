import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DiskProblem } from '../ports/disk-problem.ts';
import { epochOf, markAhead } from '../store/mount.ts';
import { settle } from './history.test-support.ts';
import { oneInstall } from './one-install.test-support.ts';
import { outcomeOf } from './outcome.test-support.ts';
import { noFaults } from './world.test-support.ts';

/** A mount in step, kept by one process all the time. */
async function inStep() {
  const { world, install, told, cycles } = oneInstall();
  told.remoteFolder('plans');
  told.remotely('plans/a', 'one');
  told.remotely('b', 'two');
  await cycles();
  return { world, server: world.server, install, told, cycles };
}

type Mount = Awaited<ReturnType<typeof inStep>>;

/** What could have happened since the copy was made, by the same process. */
const since: Record<string, (mount: Mount) => void> = {
  'a file became a placeholder': ({ told }) => told.want('b', 'stub'),
  'a file was renamed, and another one took its name': ({ told }) => {
    told.move('b', 'c');
    told.save('b', 'three');
  },
  'a file was moved out of a folder there': ({ told }) => told.remoteMove('plans/a', 'a'),
  'a file was written': ({ told }) => told.save('b', 'two, and more'),
  'a file came': ({ told }) => told.remotely('c', 'three'),
};

for (const [what, happens] of Object.entries(since))
  test(`a database that is a copy from before ${what}, in the same run, is no base: nothing is deleted because of it`, async () => {
    const mount = await inStep();
    const { world, server, install, cycles } = mount;
    const putBack = install.keeper.copy();
    happens(mount);
    await cycles();
    // The process ends as it may, and the copy is there when the next one begins.
    install.engine = undefined;
    putBack();
    const engine = await world.start(install);
    assert.equal(engine?.parts.state.synced.size, 0);
    await cycles(1);
    assert.deepEqual(engine?.held(), []);
    await settle(world);
    outcomeOf(world);
    assert.deepEqual(server.log, []);
  });

test('the database of a process that was killed is the base, whatever it did last', async () => {
  for (let step = 1; step < 120; step++) {
    const { world, install, told, cycles } = await inStep();
    told.save('b', 'two, and more');
    install.steps.crashAt = install.steps.count + step;
    await cycles(1);
    if (install.engine !== undefined) break;
    const engine = await world.start(install);
    assert.ok((engine?.parts.state.synced.size ?? 0) > 1, `ended at ${step}`);
  }
});

/** All that the folder and the server have, to tell whether a look has done anything. */
const lookOf = ({ server, install }: Mount) =>
  JSON.stringify([
    [...install.disk.names].filter(([path]) => !path.startsWith('.gatehouse-drive/')),
    [...server.items.values()],
  ]);

for (const [what, happens] of Object.entries(since))
  test(`a copy from before a look that was cut off, in which ${what}, is no base once anything was done`, async () => {
    let known = 0;
    for (let step = 1; ; step++) {
      const mount = await inStep();
      const { world, server, install, cycles } = mount;
      const putBack = install.keeper.copy();
      happens(mount);
      const before = lookOf(mount);
      install.steps.crashAt = install.steps.count + step;
      await cycles(1);
      if (install.engine !== undefined) break;
      const hasDone = lookOf(mount) !== before;
      putBack();
      install.keeper.wasLost = true;
      const engine = await world.start(install);
      if (hasDone) {
        known++;
        assert.equal(engine?.parts.state.synced.size, 0, `ended at ${step}`);
      }
      await settle(world);
      outcomeOf(world);
      assert.deepEqual(server.log, []);
    }
    assert.ok(known > 0);
  });

test('a copy that was made at whatever step of a look that was cut off is no base once the engine went on', async () => {
  for (let end = 4; ; end += 7)
    for (let at = 1; at < end; at += 3) {
      const mount = await inStep();
      const { world, install, told, cycles } = mount;
      told.save('b', 'two, and more');
      told.remotely('c', 'three');
      let putBack = install.keeper.copy();
      const { steps } = install;
      const from = steps.count;
      world.faults = { ...noFaults, meanwhile: 1 };
      world.act = () => {
        if (steps.count === from + at || steps.count === from + at + 1) putBack = install.keeper.copy();
      };
      steps.crashAt = from + end;
      await cycles(1);
      world.faults = noFaults;
      if (install.engine !== undefined) return;
      await cycles(2);
      install.engine = undefined;
      putBack();
      const engine = await world.start(install);
      assert.equal(engine?.parts.state.synced.size, 0, `copied at ${at}, ended at ${end}`);
    }
});

test('a look in which nothing is done, or nothing that is due, keeps nothing for it', async () => {
  const mount = await inStep();
  const { world, install, told, cycles } = mount;
  const kept = () => [install.keeper.commits, install.disk.need('.gatehouse-drive/mount.json').content];
  const atRest = kept();
  await cycles(3);
  assert.deepEqual(kept(), atRest);
  told.remotely('c', 'three');
  world.isDenied = () => true;
  await cycles(1, 0);
  world.isDenied = () => false;
  // The folder is listed once more.
  await cycles(1, 0);
  assert.equal(install.keeper.notes('problem').size, 1);
  const waiting = kept();
  await cycles(3, 0);
  assert.deepEqual(kept(), waiting);
});

test('nor does one in which what is due waits for something', async () => {
  const { install, told, cycles } = await inStep();
  const { disk, keeper } = install;
  // A folder that is deleted there has something here that cannot be looked at, and so has the new name of a file.
  for (const path of ['plans/x', 'c']) {
    disk.writeFile(path, 'mine');
    disk.strange.set(path, 'unread');
  }
  told.remoteDelete('plans');
  told.remoteMove('b', 'c');
  await cycles(6, 0);
  const kept = () => [keeper.commits, disk.need('.gatehouse-drive/mount.json').content];
  const waiting = kept();
  const last = await cycles(3, 0);
  assert.equal(last?.waiting, 2);
  assert.deepEqual(kept(), waiting);
});

test('where the end comes between the count in the database and the mark, the database is the base, and a copy from before too', async () => {
  for (const isCopy of [false, true]) {
    const { world, install } = await inStep();
    const putBack = install.keeper.copy();
    const { state } = install.engine?.parts ?? assert.fail('not running');
    const mark = () => JSON.parse(install.disk.need('.gatehouse-drive/mount.json').content).epoch;
    const marked = mark();
    await markAhead(
      {
        state,
        mountKey: '',
        disk: {
          ...(install.engine?.parts.disk ?? assert.fail()),
          write: async () => {
            throw new DiskProblem('failed');
          },
        },
      },
      marked,
    );
    assert.deepEqual([mark(), epochOf(state)], [marked, marked + 1]);
    install.engine = undefined;
    if (isCopy) putBack();
    const engine = await world.start(install);
    assert.ok((engine?.parts.state.synced.size ?? 0) > 1);
  }
});

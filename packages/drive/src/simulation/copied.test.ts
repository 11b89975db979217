import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSpare } from '../executing/open-spare.ts';
import { unsent } from '../findings/find.ts';
import { keptIn, putBack } from '../recovery-trash/kept.ts';
import { keyOf } from '../trees/item-key.ts';
import { type Kind, runHistory } from './history.test-support.ts';
import { range } from './many-histories.test-support.ts';
import { oneInstall } from './one-install.test-support.ts';
import { Crash } from './steps.test-support.ts';

/** A placeholder in step, and a copy of it under another name. */
async function copied({ isSeen = true, to = 'b.cloud' } = {}) {
  const mount = oneInstall({ hydrated: false });
  const { disk, told, cycles } = mount;
  told.remoteFolder('plans');
  told.remotely('a', 'one');
  told.remotely('z', 'last');
  await cycles();
  disk.writeFile(to, disk.need('a.cloud').content);
  disk.sync(to);
  disk.syncNames();
  if (isSeen) await cycles(2);
  return mount;
}

type Mount = Awaited<ReturnType<typeof copied>>;

/** What the person is told of, at rest. */
const toldOf = ({ install, world }: Mount) => {
  const { parts, seen } = install.engine ?? assert.fail('not running');
  assert.ok(seen);
  return unsent(parts.state, seen.local, seen.match, world.now)
    .filter(({ kind }) => kind === 'spare-placeholder')
    .map(({ path }) => path);
};

/** What can become of what a copied placeholder is a copy of. */
const fates: Record<string, (mount: Mount) => void> = {
  opened: ({ told }) => told.want('a.cloud', 'full'),
  'written there': ({ told }) => told.remotely('a', 'two'),
  'moved there': ({ told }) => told.remoteMove('a', 'plans/c'),
  'deleted there': ({ told }) => told.remoteDelete('a'),
};

for (const isSeen of [true, false])
  for (const [fate, becomes] of Object.entries(fates)) {
    const when = isSeen ? '' : ', before anybody looked';
    test(`the copy of a placeholder stays, and is told of, once its original is ${fate}${when}`, async () => {
      const mount = await copied({ isSeen });
      const { disk, server, cycles, world, install } = mount;
      const before = [...server.items.keys()];
      becomes(mount);
      const last = await cycles();
      assert.equal(last?.state, 'in-step');
      assert.ok(disk.names.has('b.cloud'));
      assert.deepEqual(toldOf(mount), ['b.cloud']);
      // The next process knows it as well.
      install.engine = undefined;
      await world.start(install);
      await cycles(2);
      assert.ok(disk.names.has('b.cloud'));
      assert.deepEqual(toldOf(mount), ['b.cloud']);
      assert.deepEqual([...server.items.keys()], before);
      assert.equal(install.keeper.notes('op').size, 0);
    });
  }

test('a copy that is renamed, taken into a folder or copied again stays all the same', async () => {
  const mount = await copied();
  const { disk, told, cycles } = mount;
  told.folder('mine');
  told.move('b.cloud', 'mine/c.cloud');
  disk.writeFile('d', disk.need('mine/c.cloud').content);
  disk.syncNames();
  await cycles(2);
  told.want('a.cloud', 'full');
  await cycles();
  assert.deepEqual(toldOf(mount).toSorted(), ['d', 'mine/c.cloud']);
});

test('a copy that its person deletes is gone, and nothing more', async () => {
  const mount = await copied();
  const { disk, server, told, cycles } = mount;
  told.want('a.cloud', 'full');
  await cycles();
  told.remove('b.cloud');
  await cycles();
  assert.deepEqual(toldOf(mount), []);
  assert.deepEqual(server.log, []);
  assert.equal(disk.need('a').content, 'one');
  assert.equal(mount.install.keeper.notes('spare').size, 0);
});

test('a copy is the placeholder from then on where the file that was opened is deleted: nothing is deleted there', async () => {
  const mount = await copied();
  const { disk, server, told, cycles } = mount;
  told.want('a.cloud', 'full');
  await cycles();
  told.remove('a');
  await cycles(8);
  assert.deepEqual(server.log, []);
  assert.deepEqual(
    server
      .children(1)
      .map(({ name }) => name)
      .toSorted(),
    ['b', 'plans', 'z'],
  );
  assert.ok(disk.names.has('b.cloud'));
  assert.deepEqual(toldOf(mount), []);
});

test('a copy in a folder that is deleted there goes with it, and can be had again', async () => {
  const mount = oneInstall({ hydrated: false });
  const { disk, told, cycles, install } = mount;
  told.remoteFolder('plans');
  told.remotely('plans/p', 'in it');
  told.remotely('a', 'one');
  await cycles();
  told.want('plans.cloudf', 'full');
  await cycles();
  disk.writeFile('plans/b.cloud', disk.need('a.cloud').content);
  disk.syncNames();
  await cycles(2);
  told.remoteDelete('plans');
  const last = await cycles();
  assert.equal(last?.state, 'in-step');
  assert.deepEqual(
    disk.children('').filter((path) => !path.startsWith('.')),
    ['a.cloud'],
  );
  assert.deepEqual(
    [...install.keeper.notes('trash').values()].map(({ path, origin }) => [path, origin]),
    [['plans/b.cloud', 'unsent']],
  );
  const { parts } = install.engine ?? assert.fail('not running');
  for (const kept of keptIn(parts)) await putBack(parts, kept);
  told.remoteDelete('a');
  await cycles();
  assert.deepEqual(toldOf(mount), ['plans/b.cloud']);
});

for (const ends of ['the process', 'the power'])
  test(`a copy that is opened while ${ends} ends at any step is a placeholder, or a file that is as private as its original`, async () => {
    for (let step = 1; ; step++) {
      const mount = await copied();
      const { disk, server, world, install, cycles, told } = mount;
      const a = server.children(1).find(({ name }) => name === 'a');
      const { parts } = install.engine ?? assert.fail('not running');
      assert.ok(a);
      server.setPrivate(a.id, true);
      if (step % 2 === 0) {
        await cycles();
        told.want('a.cloud', 'full');
        await cycles();
      }
      install.steps.crashAt = install.steps.count + step;
      const isOpened = await openSpare(parts, 'b.cloud', keyOf(a)).catch((error: unknown) => {
        assert.ok(error instanceof Crash);
      });
      if (isOpened === true) install.steps.crashAt = Number.POSITIVE_INFINITY;
      if (isOpened === undefined) {
        install.engine = undefined;
        if (ends === 'the power') world.losePower(install);
      }
      assert.equal((await cycles())?.state, 'in-step');
      const own = server.children(1).filter(({ name }) => name.startsWith('b'));
      assert.ok(disk.names.has('b.cloud') || disk.need('b').content === 'one', `ended at ${step}`);
      assert.equal(own.length, disk.names.has('b') ? 1 : 0, `ended at ${step}`);
      for (const each of own) assert.ok(each.isPrivate, `ended at ${step}`);
      assert.equal(server.items.get(a.id)?.deleted, false);
      if (isOpened === true) break;
    }
  });

// As a file it is told from a placeholder by its name.
for (const [name, called] of [
  ['b', 'b'],
  ['b.cloud', 'b%2Ecloud'],
] as const)
  test(`what is saved over a copy that is being opened is no copy, and nothing comes beside it: ${name}`, async () => {
    const mount = await copied({ to: name });
    const { disk, server, install, cycles } = mount;
    const a = server.children(1).find(({ name }) => name === 'a');
    const { parts } = install.engine ?? assert.fail('not running');
    assert.ok(a);
    disk.writeFile(name, 'mine');
    await assert.rejects(openSpare(parts, name, keyOf(a)), { code: 'vanished' });
    await cycles(2);
    const theirs = disk.children('').filter((path) => path.startsWith('b'));
    assert.deepEqual(
      theirs.map((path) => disk.need(path).content),
      ['mine'],
    );
    assert.deepEqual(theirs, [called]);
  });

test('where the database is lost, what is open is not taken for a copy of its own placeholder', async () => {
  const mount = await copied();
  const { disk, server, told, cycles, install } = mount;
  told.want('a.cloud', 'full');
  await cycles();
  install.losesDatabase = true;
  await cycles();
  assert.equal(disk.need('a').content, 'one');
  assert.deepEqual(
    server
      .children(1)
      .map(({ name }) => name)
      .toSorted(),
    ['a', 'plans', 'z'],
  );
});

const kinds: Kind[] = ['fair', 'rough', 'sight', 'asking', 'worn', 'crossed', 'tended'];

for (const kind of kinds)
  test(`in a ${kind} history in which people copy placeholders all that a history claims is so`, async () => {
    let copies = 0;
    for (const seed of range(1, 150)) {
      const { world } = await runHistory(seed, kind, undefined, seed % 2 === 0, true);
      copies += world.trace.filter((line) => line.includes(': copy ')).length;
    }
    assert.ok(copies > 20);
  });

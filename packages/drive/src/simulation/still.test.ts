import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Keeper } from '../store/keeper.ts';
import { settle } from './history.test-support.ts';
import { Telling } from './scenarios.test-support.ts';
import { abilities, SimulatedServer } from './server.test-support.ts';
import { noFaults, SimulatedWorld } from './world.test-support.ts';

/** A mount in step, whose process has ended; `look` starts it anew and tells how many rows it read. */
async function atRest() {
  const world = new SimulatedWorld(1, new SimulatedServer(abilities), [{ hydrated: true, links: true }]);
  const [install] = world.installs;
  assert.ok(install);
  const told = new Telling(world, install);
  told.remoteFolder('Plans');
  told.remotely('Plans/a', 'one');
  told.save('b', 'two');
  world.faults = noFaults;
  for (let cycle = 0; cycle < 6; cycle++, world.now += 70_000) await world.cycle(install);
  const counted = countedRows(install.keeper);
  install.keeper = counted.keeper;
  const look = async () => {
    install.engine = undefined;
    counted.rows = 0;
    world.now += 70_000;
    const cycle = await world.cycle(install);
    return { ...cycle, rows: counted.rows };
  };
  return { world, install, told, look };
}

type Keepers = SimulatedWorld['installs'][number]['keeper'];

function countedRows(keepers: Keepers) {
  function* each<T>(rows: Iterable<T>): Generator<T> {
    for (const row of rows) {
      counted.rows++;
      yield row;
    }
  }
  const wrapped = (steps: Parameters<Keepers>[0]): Keeper => {
    const keeper = keepers(steps);
    const load = () => {
      const { synced, remote, notes } = keeper.load();
      return { synced: each(synced), remote: each(remote), notes };
    };
    return { ...keeper, load };
  };
  const counted = { rows: 0, keeper: Object.assign(wrapped, keepers) };
  return counted;
}

test('a look at what has not changed is one call, and reads neither tree', async () => {
  const { world, look } = await atRest();
  const calls = world.calls;
  const { state, rows } = await look();
  assert.deepEqual({ state, rows, calls: world.calls - calls }, { state: 'in-step', rows: 0, calls: 1 });
});

type Rest = Awaited<ReturnType<typeof atRest>>;

/** Each ends the rest, and a look by a new process finds it and comes to rest again. */
const ends: Record<string, (rest: Rest) => void> = {
  'a file that was written': ({ told }) => told.save('Plans/a', 'more'),
  'a file that was written over with as many bytes': ({ told }) => told.save('Plans/a', 'two'),
  'a file that is new': ({ told }) => told.save('Plans/c', 'three'),
  'a folder that is new': ({ told }) => told.folder('Plans/Deep'),
  'a file that was deleted': ({ told }) => told.remove('b'),
  'a file that was moved': ({ told }) => told.move('b', 'Plans/b'),
  'a folder that was renamed': ({ told }) => told.move('Plans', 'Drawings'),
  'a new version there': ({ told }) => told.remotely('Plans/a', 'newer'),
  'a new file there': ({ told }) => told.remotely('Plans/d', 'four'),
  'a name that was changed there': ({ told }) => told.remoteMove('Plans', 'Drawings'),
  'a delete there': ({ told }) => told.remoteDelete('b'),
  'a placeholder that is wanted': ({ told }) => told.want('b', 'stub'),
  'a day that has passed': ({ world }) => {
    world.now += 25 * 3_600_000;
  },
};

for (const [what, happens] of Object.entries(ends))
  test(`${what} ends the rest`, async () => {
    const rest = await atRest();
    happens(rest);
    const { rows } = await rest.look();
    assert.ok(rows > 0, 'it was not looked at');
    await settle(rest.world);
    assert.equal((await rest.look()).rows, 0, 'it does not come to rest again');
  });

test('a pattern of a person ends the rest, in both directions', async () => {
  const { install, look } = await atRest();
  const ignore = '.gatehouse-drive/ignore';
  for (const patterns of ['*.tmp', '*.log', '']) {
    if (patterns === '') install.disk.remove(ignore);
    else install.disk.writeFile(ignore, patterns);
    assert.ok((await look()).rows > 0, patterns);
    assert.equal((await look()).rows, 0, patterns);
  }
});

test('a rule that is set ends the rest, though nothing changes on either side', async () => {
  const { install, look } = await atRest();
  await look();
  install.engine?.setRule('Plans', { downloadUpTo: 0, andBelow: false });
  assert.ok((await look()).rows > 0);
  assert.equal((await look()).rows, 0);
});

test('what is here and may not be sent is looked at every time: a person is told of it', async () => {
  const { world, told, look } = await atRest();
  const plans = world.server.children(1).find(({ name }) => name === 'Plans');
  assert.ok(plans);
  plans.readOnly = true;
  world.server.tellsRights = true;
  world.server.forgetCursors();
  told.save('Plans/mine', 'mine');
  for (let time = 0; time < 3; time++) await look();
  const { state, rows } = await look();
  assert.equal(state, 'in-step');
  assert.ok(rows > 0);
});

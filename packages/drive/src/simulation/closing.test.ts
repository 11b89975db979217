import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closeFolder } from '../executing/close-folder.ts';
import { nidAt } from '../store/paths.ts';
import { settle } from './history.test-support.ts';
import { outcomeOf } from './outcome.test-support.ts';
import { Telling } from './scenarios.test-support.ts';
import { SimulatedServer } from './server.test-support.ts';
import { Crash } from './steps.test-support.ts';
import { noFaults, SimulatedWorld } from './world.test-support.ts';

const abilities = {
  changes: true,
  folderTag: true,
  ifMatch: true,
  idempotency: true,
  tellsDeleted: false,
  batches: true,
};

/** An open folder with a placeholder in it, and an open folder in that with another one. */
async function opened(seed: number) {
  const world = new SimulatedWorld(seed, new SimulatedServer(abilities), [{ hydrated: false, links: true }]);
  const [install] = world.installs;
  assert.ok(install);
  const told = new Telling(world, install);
  told.remoteFolder('Plans');
  told.remotely('Plans/a', 'one');
  told.remoteFolder('Plans/Deep');
  told.remotely('Plans/Deep/b', 'two');
  for (const path of ['', 'Plans', 'Plans/Deep']) {
    install.engine?.want(path, 'full');
    for (let cycle = 0; cycle < 3; cycle++, world.now += 70_000) await world.cycle(install);
  }
  told.save('Plans/Deep/x~', 'a leftover');
  const { engine } = install;
  assert.ok(engine && install.disk.names.has('Plans/Deep/b.cloud'));
  const close = async () => {
    const { parts } = engine;
    return await closeFolder(parts, nidAt(parts.state.synced, 'Plans') ?? 0);
  };
  return { world, install, told, close };
}

for (const power of [false, true])
  test(`a folder that is being closed is open or closed, and nothing is lost, at whatever step the ${power ? 'power' : 'process'} ends`, async () => {
    for (let step = 1, isOver = false; !isOver; step++) {
      const { world, install, close } = await opened(step);
      install.steps.crashAt = install.steps.count + step;
      try {
        isOver = await close();
      } catch (error) {
        if (!(error instanceof Crash)) throw error;
        install.engine = undefined;
        if (power) world.losePower(install);
      }
      install.steps.crashAt = Number.POSITIVE_INFINITY;
      await settle(world);
      outcomeOf(world);
      assert.equal(world.server.log.length, 0);
      if (!isOver) continue;
      assert.ok(install.disk.names.has('Plans.cloudf') && !install.disk.names.has('Plans'));
      const kept = [...install.keeper.notes('trash').values()].map(({ path, origin }) => [path, origin]);
      assert.deepEqual(kept, [['Plans/Deep/x~', 'unsent']]);
    }
  });

test('what somebody saves in a folder while it is being closed is kept and sent', async () => {
  for (let step = 1, isOver = false; !isOver; step++) {
    const { world, install, told, close } = await opened(step);
    let left = step;
    world.faults = { ...noFaults, meanwhile: 1 };
    world.act = () => {
      left--;
      if (left !== 0 || !install.disk.names.has('Plans')) return;
      told.save('Plans/mine', 'mine');
    };
    await close();
    isOver = left > 0;
    world.faults = noFaults;
    await settle(world);
    outcomeOf(world);
    if (world.owed.has('mine'))
      assert.ok([...world.server.items.values()].some(({ versions }) => versions.includes('mine')));
  }
});

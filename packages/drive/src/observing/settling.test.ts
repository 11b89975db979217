import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Telling } from '../simulation/scenarios.test-support.ts';
import { SimulatedServer } from '../simulation/server.test-support.ts';
import { SimulatedWorld } from '../simulation/world.test-support.ts';

const abilities = {
  changes: true,
  folderTag: true,
  ifMatch: true,
  idempotency: true,
  tellsDeleted: false,
  batches: false,
};

test('a file is sent when it has been left alone, and is waited for until then', async () => {
  const world = new SimulatedWorld(1, new SimulatedServer(abilities), [{ hydrated: true, links: true }]);
  const [install] = world.installs;
  assert.ok(install);
  world.settleFor = 2_000;
  const told = new Telling(world, install);
  const sent = () => world.server.children(1).flatMap(({ versions }) => versions);
  await world.cycle(install);
  told.save('a', 'half');
  assert.deepEqual([(await world.cycle(install))?.state, sent()], ['working', []]);
  world.now += 1_500;
  told.save('a', 'half and half');
  world.now += 1_500;
  assert.deepEqual([(await world.cycle(install))?.state, sent()], ['working', []]);
  world.now += 1_500;
  await world.cycle(install);
  assert.deepEqual(sent(), ['half and half']);
  assert.equal((await world.cycle(install))?.state, 'in-step');
});

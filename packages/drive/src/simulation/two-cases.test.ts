import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settle } from './history.test-support.ts';
import { outcomeOf } from './outcome.test-support.ts';
import { Telling } from './scenarios.test-support.ts';
import { abilities, SimulatedServer } from './server.test-support.ts';
import { SimulatedWorld } from './world.test-support.ts';

for (const kind of ['file', 'folder'] as const)
  test(`two ${kind}s whose names differ in case, and one here where that is one name: neither is deleted there`, async () => {
    const server = new SimulatedServer(abilities);
    const world = new SimulatedWorld(1, server, [{ hydrated: true, links: true, caseSensitive: false }]);
    const [install] = world.installs;
    assert.ok(install);
    const told = new Telling(world, install);
    for (const name of ['Plan', 'plan'])
      if (kind === 'file') told.remotely(name, 'the same');
      else told.remoteFolder(name);
    if (kind === 'file') told.save('plan', 'the same');
    else told.folder('plan');
    await settle(world);
    outcomeOf(world);
    assert.deepEqual(server.log, []);
    assert.deepEqual(
      server.children(1).map(({ name }) => name),
      ['Plan', 'plan'],
    );
  });

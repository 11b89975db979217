import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settle } from './history.test-support.ts';
import { outcomeOf } from './outcome.test-support.ts';
import { Telling } from './scenarios.test-support.ts';
import { abilities, SimulatedServer } from './server.test-support.ts';
import { SimulatedWorld } from './world.test-support.ts';

/** One install on a volume where two cases are one name. */
function twoCases(hydrated: boolean) {
  const server = new SimulatedServer(abilities);
  const world = new SimulatedWorld(1, server, [{ hydrated, links: true, caseSensitive: false }]);
  const [install] = world.installs;
  assert.ok(install);
  return { server, world, install, told: new Telling(world, install) };
}

for (const kind of ['file', 'folder'] as const)
  test(`two ${kind}s whose names differ in case, and one here where that is one name: neither is deleted there`, async () => {
    const { server, world, told } = twoCases(true);
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

for (const [ending, make] of [
  ['', (told: Telling) => told.remotely('plan', 'theirs')],
  ['f', (told: Telling) => told.remoteFolder('plan')],
] as const)
  test(`a placeholder plan.cloud${ending} is opened beside what is called Plan, where that is one name`, async () => {
    const { world, install, told } = twoCases(false);
    make(told);
    await world.cycle(install);
    told.save('Plan', 'mine');
    for (let look = 0; look < 3; look++, world.now += 70_000) await world.cycle(install);
    told.want(`plan.cloud${ending}`, 'full');
    await world.cycle(install);
    assert.equal((await world.cycle(install))?.state, 'in-step');
    assert.ok(install.disk.find('plan (2)'));
    await settle(world);
    outcomeOf(world);
  });

test('what comes under a name that something deleted here had, but for the case, is no new version of that', async () => {
  const { server, world, install, told } = twoCases(true);
  for (const name of ['plan', 'plan (2)', 'list']) told.remotely(name, `the ${name}`);
  for (let look = 0; look < 3; look++, world.now += 70_000) await world.cycle(install);
  told.remove('plan (2)');
  told.remoteMove('list', 'Plan');
  await settle(world);
  outcomeOf(world);
  assert.deepEqual(
    server.children(1).map(({ name, versions }) => [name, versions]),
    [
      ['plan', ['the plan']],
      ['Plan', ['the list']],
    ],
  );
});

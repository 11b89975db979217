import assert from 'node:assert/strict';
import { test } from 'node:test';
import { abilities, SimulatedServer } from '../simulation/server.test-support.ts';
import { SimulatedWorld } from '../simulation/world.test-support.ts';

test('a folder that both sides made, in two cases, is never called like a placeholder', async () => {
  const world = new SimulatedWorld(1, new SimulatedServer(abilities), [
    { hydrated: true, links: true, caseSensitive: false },
  ]);
  const [install] = world.installs;
  assert.ok(install);
  world.server.tellsRights = true;
  world.server.create('folder', { parentId: 1, name: 'Plans' });
  const [there] = world.server.children(1);
  assert.ok(there);
  there.readOnly = true;
  install.disk.makeFolder('plans');
  for (let cycles = 0; cycles < 4; cycles++, world.now += 70_000) {
    await world.cycle(install);
    const base = install.engine?.parts.state.synced.all() ?? [];
    for (const { localName } of base) assert.doesNotMatch(localName, /\.cloudf?$/);
    assert.deepEqual(
      install.disk.children('').filter((name) => name !== '.gatehouse-drive' && !/^plans$/i.test(name)),
      [],
    );
  }
  assert.deepEqual(
    install.disk.children('').filter((name) => name !== '.gatehouse-drive'),
    ['Plans'],
  );
});

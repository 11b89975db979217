import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Chance } from './chance.test-support.ts';
import { range } from './many-histories.test-support.ts';
import { oneInstall } from './one-install.test-support.ts';
import { personActs, startCounting } from './people.test-support.ts';
import { abilities, SimulatedServer } from './server.test-support.ts';
import { SimulatedWorld } from './world.test-support.ts';

/** More on request, as of the histories. */
const many = Math.max(400, Number(process.env.GATEHOUSE_TEST_HISTORIES ?? 0) / 40);
const hour = 3_600_000;

/** People work for days where half of all may only be read, or be deleted and not written to, and that changes. */
async function worked(seed: number): Promise<SimulatedWorld> {
  startCounting();
  const draw = new Chance(seed ^ 0x3c6ef372);
  const server = new SimulatedServer({
    ...abilities,
    changes: draw.once(0.7),
    batches: draw.once(0.5),
    tellsDeleted: draw.once(0.5),
  });
  server.tellsRights = draw.once(0.5);
  const world = new SimulatedWorld(seed, server, [{ hydrated: draw.once(0.7), links: true }]);
  for (let turn = 0; turn < 12; turn++) {
    for (let act = 0; act < 3; act++) personActs(world);
    for (const item of server.items.values()) {
      if (draw.once(0.3)) item.readOnly = draw.once(0.5);
      if (draw.once(0.1)) item.onlyGoes = draw.once(0.5);
    }
    for (const install of world.installs) await world.cycle(install);
    world.now += draw.of([3_000, 70_000, hour, 5 * hour]) ?? 0;
  }
  return world;
}

test('nobody writes where they know that they may not, and who does not know it tries once a day', async () => {
  const failed: string[] = [];
  let refused = 0;
  for (const seed of range(1, many))
    await worked(seed).then(
      ({ server }) => {
        refused += server.refused.length;
      },
      (error: unknown) => failed.push(`seed ${seed}: ${error instanceof Error ? error.message : error}`),
    );
  assert.deepEqual(failed, []);
  assert.ok(refused > 100, `only ${refused} calls were refused`);
});

for (const tellsRights of [true, false])
  test(`what is deleted or moved by somebody who may not is back, and is told of once, where the server ${tellsRights ? 'tells' : 'does not tell'} of rights before`, async () => {
    const { server, disk, told, cycles } = oneInstall();
    server.tellsRights = tellsRights;
    for (const name of ['a', 'b', 'c']) told.remotely(name, name);
    told.remoteFolder('plans');
    for (const item of server.items.values()) item.readOnly = ['a', 'b'].includes(item.name);
    await cycles();
    told.remove('a');
    told.move('b', 'plans/b');
    told.move('c', 'd');
    const back = new Set<string>();
    for (let look = 0; look < 10; look++) for (const path of (await cycles(1))?.undone ?? []) back.add(path);
    assert.deepEqual([...back].toSorted(), ['a', 'b']);
    assert.equal((await cycles(1))?.undone.size, 0);
    for (const name of ['a', 'b', 'd']) assert.ok(disk.names.has(name), name);
  });

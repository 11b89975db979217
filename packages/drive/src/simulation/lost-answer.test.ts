import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Telling } from './scenarios.test-support.ts';
import { abilities, SimulatedServer } from './server.test-support.ts';
import { noFaults, SimulatedWorld } from './world.test-support.ts';

async function anInstall(seed: number, hydrated = true) {
  const world = new SimulatedWorld(seed, new SimulatedServer(abilities), [{ hydrated, links: true }]);
  const [install] = world.installs;
  assert.ok(install);
  await world.cycle(install);
  return { world, install, told: new Telling(world, install) };
}

/**
 * Looks while answers are lost, until something has arrived.
 * @param pause milliseconds after each look
 * @returns whether nobody here has heard of it
 */
async function arrivesUnheard(
  { world, install }: Awaited<ReturnType<typeof anInstall>>,
  hasArrived: () => boolean,
  pause: number,
): Promise<boolean> {
  world.faults = { ...noFaults, remote: 0.3 };
  for (let cycle = 0; cycle < 6 && !hasArrived(); cycle++, world.now += pause) await world.cycle(install);
  world.faults = noFaults;
  return hasArrived() && (install.engine?.parts.state.notes('op').size ?? 0) > 0;
}

for (const kind of ['file', 'folder'] as const)
  test(`a ${kind} made by a call whose answer was lost, and deleted there since, is made again and not refused for ever`, async () => {
    let lost = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const it = await anInstall(seed);
      const { world, install, told } = it;
      if (kind === 'file') told.save('plan', 'of here');
      else told.folder('plan');
      const found = () => [...world.server.items.values()].filter(({ name }) => name === 'plan');
      const isUnheard = await arrivesUnheard(it, () => found().length > 0, 70_000);
      const [made] = found();
      if (made === undefined || !isUnheard) continue;
      lost++;
      world.server.remove(made.id);
      for (let cycle = 0; cycle < 6; cycle++, world.now += 70_000) await world.cycle(install);
      const deleted = found().map((item) => item.deleted);
      assert.deepEqual(deleted, [true, false], `seed ${seed}`);
    }
    assert.ok(lost > 3, `${lost}`);
  });

for (const kind of ['new file', 'new version'] as const)
  test(`a ${kind} whose answer was lost, and that was written once more here, is no conflict with itself`, async () => {
    let lost = 0;
    for (let seed = 1; seed <= 90; seed++) {
      const it = await anInstall(seed);
      const { world, install, told } = it;
      const versions = kind === 'new file' ? ['sent', 'meanwhile'] : ['before', 'sent', 'meanwhile'];
      if (kind === 'new version') {
        told.save('plan', 'before');
        for (let cycle = 0; cycle < 3; cycle++, world.now += 70_000) await world.cycle(install);
      }
      const found = () => [...world.server.items.values()].filter(({ kind: each }) => each === 'file');
      const hasArrived = () => found().some((each) => each.versions.includes('sent'));
      told.save('plan', 'sent');
      if (!(await arrivesUnheard(it, hasArrived, 70_000))) continue;
      lost++;
      told.save('plan', 'meanwhile');
      for (let cycle = 0; cycle < 6; cycle++, world.now += 70_000) await world.cycle(install);
      assert.deepEqual(
        found().map((item) => [item.name, item.versions]),
        [['plan', versions]],
        `seed ${seed}`,
      );
      assert.equal(install.engine?.parts.state.notes('op').size, 0, `seed ${seed}`);
    }
    assert.ok(lost > 3, `${lost}`);
  });

for (const kind of ['file', 'folder'] as const)
  for (const hydrated of [true, false])
    test(`a ${kind} made by a call whose answer was lost, and renamed there before the next one, is renamed here (${hydrated ? 'whole' : 'placeholders'})`, async () => {
      let lost = 0;
      for (let seed = 1; seed <= 60; seed++) {
        const it = await anInstall(seed, hydrated);
        const { world, install, told } = it;
        if (kind === 'file') told.save('plan', 'of here');
        else {
          told.folder('plan');
          told.save('plan/in it', 'of here');
        }
        const made = () => [...world.server.items.values()].filter(({ id }) => id !== 1);
        const isUnheard = await arrivesUnheard(it, () => made().length > 0, 0);
        if (made().length !== 1 || !isUnheard) continue;
        lost++;
        told.remoteMove('plan', 'renamed');
        // Some looks are sooner than the next call may be.
        for (let cycle = 0; cycle < 12; cycle++, world.now += 500) await world.cycle(install);
        for (let cycle = 0; cycle < 6; cycle++, world.now += 70_000) await world.cycle(install);
        const names = kind === 'file' ? ['renamed'] : ['renamed', 'in it'];
        assert.deepEqual(
          made().map(({ name }) => name),
          names,
          `seed ${seed}`,
        );
        const here = [...install.disk.names.keys()].filter((path) => !path.startsWith('.gatehouse-drive'));
        assert.deepEqual(here.sort(), kind === 'file' ? ['', 'renamed'] : ['', 'renamed', 'renamed/in it']);
      }
      assert.ok(lost > 3, `${lost}`);
    });

test('nor is it brought here as another one while nobody can read what was sent', async () => {
  let lost = 0;
  for (let seed = 1; seed <= 60; seed++) {
    const it = await anInstall(seed);
    const { world, install, told } = it;
    told.save('plan', 'of here');
    const made = () => [...world.server.items.values()].filter(({ kind }) => kind === 'file');
    const isUnheard = await arrivesUnheard(it, () => made().length > 0, 0);
    if (made().length !== 1 || !isUnheard) continue;
    lost++;
    told.remoteMove('plan', 'renamed');
    install.engine = undefined;
    install.disk.locked.add(install.disk.need('plan'));
    for (let cycle = 0; cycle < 6; cycle++, world.now += 70_000) await world.cycle(install);
    install.disk.locked.clear();
    for (let cycle = 0; cycle < 6; cycle++, world.now += 70_000) await world.cycle(install);
    assert.deepEqual(
      made().map(({ name }) => name),
      ['renamed'],
      `seed ${seed}`,
    );
  }
  assert.ok(lost > 3, `${lost}`);
});

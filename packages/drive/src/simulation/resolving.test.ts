import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Keep, resolveConflict } from '../conflicts/resolve.ts';
import type { Engine } from '../engine.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import { settle } from './history.test-support.ts';
import { oneInstall } from './one-install.test-support.ts';
import { outcomeOf } from './outcome.test-support.ts';
import { Crash } from './steps.test-support.ts';
import type { Install, SimulatedWorld } from './world.test-support.ts';

/** Two edits of one file that knew nothing of each other, both of them here. */
async function inConflict(seed: number) {
  const { world, install, told, cycles } = oneInstall({ seed });
  told.remotely('plan', 'as it was');
  await cycles(4, 1_000);
  told.save('plan', 'mine');
  told.remotely('plan', 'theirs');
  await cycles(6, 1_000);
  const copy = [...install.disk.names.keys()].find((path) => path.includes('conflicted copy'));
  const { engine } = install;
  assert.ok(copy !== undefined && engine !== undefined);
  return { world, install, engine, told, copy };
}

for (const power of [false, true])
  for (const keep of ['mine', 'theirs', 'both'] satisfies Keep[])
    test(`a conflict that ends with ${keep} leaves the file on the server, at whatever step the ${power ? 'power' : 'process'} ends`, async () => {
      for (let step = 1, isOver = false; !isOver; step++) {
        const { world, install, engine, copy } = await inConflict(step);
        install.steps.crashAt = install.steps.count + step;
        try {
          await resolveConflict(engine, copy, keep, async () => {});
          isOver = true;
        } catch (error) {
          if (!(error instanceof Crash)) throw error;
          install.engine = undefined;
          if (power) world.losePower(install);
        }
        install.steps.crashAt = Number.POSITIVE_INFINITY;
        // Of two that are kept one gets another name.
        world.hasMovedHere = keep === 'both';
        if (keep === 'theirs') world.owed.delete('mine');
        if (keep === 'theirs') world.removedByPeople.add('mine');
        await settle(world);
        outcomeOf(world);
        const plan = world.server.children(1).find(({ name }) => name === 'plan');
        assert.ok(plan?.versions.includes('theirs'), `ended at ${step}`);
      }
    });

/** What happens in the moment before the first move from a path. */
function before({ parts: { disk } }: Engine, path: string, happens: () => void): void {
  const { move } = disk;
  let isOver = false;
  disk.move = async (from, to) => {
    if (from === path && !isOver) {
      isOver = true;
      happens();
    }
    await move(from, to);
  };
}

for (const keep of ['mine', 'theirs'] as const)
  test(`what is saved in the moment in which a file is given up for ${keep} is kept for good`, async () => {
    for (let step = 0, isOver = false; !isOver; step++) {
      const { world, install, engine, told, copy } = await inConflict(step);
      const path = keep === 'mine' ? 'plan' : copy;
      before(engine, path, () => told.save(path, 'saved last'));
      if (step > 0) install.steps.crashAt = install.steps.count + step;
      try {
        await resolveConflict(engine, copy, keep, async () => {});
        isOver = step > 0;
      } catch (error) {
        if (!(error instanceof Crash)) throw error;
        install.engine = undefined;
      }
      install.steps.crashAt = Number.POSITIVE_INFINITY;
      world.removedByPeople.add('mine');
      await settle(world);
      outcomeOf(world);
    }
  });

for (const power of [false, true])
  test(`what was to get the name and is gone by then leaves the name to whom it was, at whatever step the ${power ? 'power' : 'process'} ends`, async () => {
    for (let step = 0, isOver = false; !isOver; step++) {
      const { world, install, engine, told, copy } = await inConflict(step);
      before(engine, 'plan', () => told.remove(copy));
      if (step > 0) install.steps.crashAt = install.steps.count + step;
      try {
        await resolveConflict(engine, copy, 'mine', async () => {});
      } catch (error) {
        isOver = step > 0 && !(error instanceof Crash);
        if (!(error instanceof Crash) && !(error instanceof DiskProblem)) throw error;
        if (error instanceof Crash) install.engine = undefined;
        if (error instanceof Crash && power) world.losePower(install);
      }
      install.steps.crashAt = Number.POSITIVE_INFINITY;
      await settle(world);
      outcomeOf(world);
      assert.equal(install.disk.find('plan')?.content, 'theirs', `ended at ${step}`);
    }
  });

test('a folder that somebody puts there in the moment in which a file is given up is put back', async () => {
  for (const keep of ['mine', 'theirs'] as const) {
    const { world, install, engine, told, copy } = await inConflict(1);
    const path = keep === 'mine' ? 'plan' : copy;
    before(engine, path, () => {
      told.move(path, 'elsewhere');
      told.folder(path);
      told.save(`${path}/inside`, 'inside');
    });
    await assert.rejects(
      resolveConflict(engine, copy, keep, async () => {}),
      DiskProblem,
    );
    await settle(world);
    outcomeOf(world);
    const inside = [...install.disk.names].filter(([, { content }]) => content === 'inside');
    assert.equal(inside.length, 1);
    assert.doesNotMatch(inside[0]?.[0] ?? '', /^\.gatehouse-drive/);
  }
});

test('what is saved over a private copy in the moment in which it gets a name of its own is private', async () => {
  for (const keep of ['mine', 'both'] as const) {
    const { world, install, engine, told, copy } = await inConflict(1);
    const item = world.server.children(1).find(({ name }) => name === copy) ?? assert.fail();
    world.server.setPrivate(item.id, true);
    for (let look = 0; look < 2; look++, world.now += 70_000) await world.cycle(install);
    before(engine, keep === 'mine' ? 'plan' : copy, () => {
      install.disk.saveOver(copy, 'saved last');
      world.written.add('saved last');
      world.owed.set('saved last', { durable: true });
    });
    world.hasMovedHere = true;
    told.world.removedByPeople.add('mine').add('theirs');
    await resolveConflict(engine, copy, keep, async () => {});
    await settle(world);
    outcomeOf(world);
    const shown = [...world.server.items.values()].filter(({ versions }) => versions.includes('saved last'));
    assert.deepEqual(
      shown.map(({ isPrivate }) => isPrivate),
      [true],
      keep,
    );
  }
});

/** Cycles as the verb does before it goes on. */
const brings = (world: SimulatedWorld, install: Install, happens: () => void) => async (nids: number[]) => {
  install.engine?.wantAll(nids, 'full');
  happens();
  for (let look = 0; look < 3; look++, world.now += 1_000) await world.cycle(install);
};

test('what becomes of the two while they are fetched is seen before one is given up', async () => {
  const { world, install, engine, told, copy } = await inConflict(1);
  engine.want(copy, 'stub');
  await world.cycle(install);
  world.hasMovedHere = true;
  const bring = brings(world, install, () => told.remoteDelete('plan'));
  await resolveConflict(engine, `${copy}.cloud`, 'mine', bring);
  await settle(world);
  outcomeOf(world);
  assert.equal(install.disk.find('plan')?.content, 'mine');
});

test('what was deleted here ends no conflict, and is not fetched for one', async () => {
  for (const keep of ['mine', 'theirs', 'both'] as const) {
    const { world, install, engine, told, copy } = await inConflict(1);
    told.remove(copy);
    await world.cycle(install);
    await assert.rejects(
      resolveConflict(engine, copy, keep, async () => assert.fail(keep)),
      { key: 'error.no-conflict' },
    );
  }
});

test('mine is not given up for a file that was deleted here, and gets its name', async () => {
  const { world, install, engine, told, copy } = await inConflict(1);
  told.remove('plan');
  await world.cycle(install);
  await assert.rejects(
    resolveConflict(engine, copy, 'theirs', async () => {}),
    { key: 'error.no-original' },
  );
  const deleted = await resolveConflict(engine, copy, 'mine', async () => {});
  await world.cycle(install);
  engine.release([deleted ?? 0]);
  await settle(world);
  outcomeOf(world);
  assert.deepEqual(
    world.server.children(1).map(({ name, versions }) => [name, versions.at(-1)]),
    [['plan', 'mine']],
  );
});

test('what is out of sight is not waited for', async () => {
  const { world, install, engine, copy } = await inConflict(1);
  engine.want('plan', 'stub');
  await world.cycle(install);
  const item = world.server.children(1).find(({ name }) => name === 'plan') ?? assert.fail();
  world.server.hide(item.id, true);
  await world.cycle(install);
  await assert.rejects(
    resolveConflict(engine, copy, 'mine', async () => assert.fail()),
    { key: 'error.hidden' },
  );
});

const namesIn = ({ server }: SimulatedWorld) => server.children(1).map(({ name }) => name);

/** As the verb does it, and a look after. */
async function keepsMine(world: SimulatedWorld, engine: Engine, copy: string): Promise<void> {
  world.removedByPeople.add('mine');
  const deleted = await resolveConflict(engine, copy, 'mine', async () => {});
  await engine.cycle();
  engine.release([deleted ?? 0]);
  await engine.cycle();
}

test('mine is sent before the item of the copy goes, however long it is left alone first', async () => {
  const { world, install, copy } = await inConflict(1);
  world.settleFor = 2_000;
  install.engine = undefined;
  world.now += 10_000;
  await world.cycle(install);
  const engine = world.installs[0]?.engine ?? assert.fail();
  await keepsMine(world, engine, copy);
  assert.ok(namesIn(world).includes(copy));
  await settle(world);
  outcomeOf(world);
  assert.deepEqual(namesIn(world), ['plan']);
  assert.equal(world.server.children(1)[0]?.versions.at(-1), 'mine');
});

test('while mine cannot be sent, the item of the copy stays', async () => {
  const { world, install, engine, copy } = await inConflict(1);
  const { remote } = engine.parts;
  const { upload } = remote;
  remote.upload = async () => {
    throw new RemoteProblem('busy');
  };
  await keepsMine(world, engine, copy);
  assert.ok(namesIn(world).includes(copy));
  remote.upload = upload;
  for (let look = 0; look < 3; look++, world.now += 10_000) await world.cycle(install);
  assert.deepEqual(namesIn(world), ['plan']);
  await settle(world);
  outcomeOf(world);
  assert.equal(world.server.children(1)[0]?.versions.at(-1), 'mine');
});

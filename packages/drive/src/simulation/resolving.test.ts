import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Keep, resolveConflict } from '../conflicts/resolve.ts';
import type { Engine } from '../engine.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import { settle } from './history.test-support.ts';
import { oneInstall } from './one-install.test-support.ts';
import { outcomeOf } from './outcome.test-support.ts';
import { Crash } from './steps.test-support.ts';

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

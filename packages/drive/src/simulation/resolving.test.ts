import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Keep, resolveConflict } from '../conflicts/resolve.ts';
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
  return { world, install, engine, copy };
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

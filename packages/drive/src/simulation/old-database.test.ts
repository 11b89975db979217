import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settle } from './history.test-support.ts';
import { oneInstall } from './one-install.test-support.ts';
import { outcomeOf } from './outcome.test-support.ts';

/** A mount in step, kept by one process all the time. */
async function inStep() {
  const { world, install, told, cycles } = oneInstall();
  told.remoteFolder('plans');
  told.remotely('plans/a', 'one');
  told.remotely('b', 'two');
  await cycles();
  return { world, server: world.server, install, told, cycles };
}

type Mount = Awaited<ReturnType<typeof inStep>>;

/** What could have happened since the copy was made, by the same process. */
const since: Record<string, (mount: Mount) => void> = {
  'a file became a placeholder': ({ told }) => told.want('b', 'stub'),
  'a file was renamed, and another one took its name': ({ told }) => {
    told.move('b', 'c');
    told.save('b', 'three');
  },
  'a file was moved out of a folder there': ({ told }) => told.remoteMove('plans/a', 'a'),
  'a file was written': ({ told }) => told.save('b', 'two, and more'),
  'a file came': ({ told }) => told.remotely('c', 'three'),
};

for (const [what, happens] of Object.entries(since))
  test(`a database that is a copy from before ${what}, in the same run, is no base: nothing is deleted because of it`, async () => {
    const mount = await inStep();
    const { world, server, install, cycles } = mount;
    const putBack = install.keeper.copy();
    happens(mount);
    await cycles();
    // The process ends as it may, and the copy is there when the next one begins.
    install.engine = undefined;
    putBack();
    const engine = await world.start(install);
    assert.equal(engine?.parts.state.synced.size, 0);
    await cycles(1);
    assert.deepEqual(engine?.held(), []);
    await settle(world);
    outcomeOf(world);
    assert.deepEqual(server.log, []);
  });

test('the database of a process that was killed is the base, whatever it did last', async () => {
  for (let step = 1; step < 120; step++) {
    const { world, install, told, cycles } = await inStep();
    told.save('b', 'two, and more');
    install.steps.crashAt = install.steps.count + step;
    await cycles(1);
    if (install.engine !== undefined) break;
    const engine = await world.start(install);
    assert.ok((engine?.parts.state.synced.size ?? 0) > 1, `ended at ${step}`);
  }
});

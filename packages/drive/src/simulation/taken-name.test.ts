import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settle } from './history.test-support.ts';
import { oneInstall } from './one-install.test-support.ts';
import { outcomeOf } from './outcome.test-support.ts';

for (const hydrated of [true, false])
  for (const to of ['a', 'folder/b'])
    test(`a ${hydrated ? 'file' : 'placeholder'} that is moved to ${to} there and written, while another takes its name, is renewed where it lies by then`, async () => {
      for (let seed = 1; seed <= 20; seed++) {
        const { world, server, told, cycles } = oneInstall({ seed, hydrated });
        told.remoteFolder('folder');
        told.remotely('b', 'one');
        await cycles();
        told.remoteMove('b', to);
        told.remotely('b', 'another');
        told.remotely(to, 'one, and more');
        await cycles(2, 1_000);
        assert.deepEqual(server.moved, [], 'nobody renamed anything here');
        assert.equal(world.installs[0]?.engine?.problems().size, 0);
        await settle(world);
        outcomeOf(world);
        assert.deepEqual(server.moved, []);
        assert.equal(server.items.size, 4);
      }
    });

for (const [what, hydrated, ending, folder] of [
  ['a placeholder that comes whole', false, '.cloud', 'c.cloudf'],
  ['a file that becomes a placeholder', true, '', 'c'],
] as const)
  test(`${what} while its new name is not free there yet is renamed there`, async () => {
    const { world, server, told, cycles } = oneInstall({ hydrated });
    told.remotely('b', 'as it was');
    told.remoteFolder('c');
    await cycles();
    told.want(`b${ending}`, hydrated ? 'stub' : 'full');
    told.remove(folder);
    told.move(`b${ending}`, `c${ending}`);
    await cycles();
    await settle(world);
    outcomeOf(world);
    assert.deepEqual(
      server.children(1).map(({ name, versions }) => [name, versions]),
      [['c', ['as it was']]],
    );
  });

import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type MountedDesk, mountedDesk } from '../commands/mounted.test-support.ts';
import { end, startWatching } from '../daemon/watching.test-support.ts';

describe('a watched folder, with a day between two looks', () => {
  let m: MountedDesk;
  before(async () => {
    m = await mountedDesk({ here: 'admin' }, { DRIVE_LOOK_EVERY: '86400' });
    await m.done('here', 'mount', m.at('here'), '--all');
  });
  after(() => m[Symbol.asyncDispose]());

  const isThere = async (path: string) => {
    while ((await m.drive('here', 'stat', path)).code !== 0) await pause(100);
  };

  it('sends what is saved in it, in new folders too, without being asked', async () => {
    const { child } = await startWatching(m, 'here');
    try {
      await m.done('here', 'sync', m.at('here'));
      await writeFile(m.at('here', 'a.txt'), 'a');
      await isThere('/a.txt');
      await mkdir(m.at('here', 'Plans'));
      await isThere('/Plans');
      await writeFile(m.at('here', 'Plans', 'b.txt'), 'b');
      await isThere('/Plans/b.txt');
      const [{ page }] = await m.done('here', 'status');
      assert.notEqual(page, undefined);
    } finally {
      await end(child);
    }
  });
});

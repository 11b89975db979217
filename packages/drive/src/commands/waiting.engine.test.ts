import assert from 'node:assert/strict';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { type MountedDesk, mountedDesk } from './mounted.test-support.ts';

const minute = 60_000;

describe('what waits for as long as the settings say', () => {
  let m: MountedDesk;
  before(async () => {
    m = await mountedDesk({ here: 'admin' }, { DRIVE_SETTLE_FOR: '600', DRIVE_RELEASE_AFTER: '3600' });
    await m.done('here', 'mount', m.at('here'), '--all');
  });
  after(() => m[Symbol.asyncDispose]());

  const sync = () => m.done('here', 'sync', m.at('here'));
  const isThere = async (name: string) => (await m.drive('here', 'stat', `/${name}`)).code === 0;

  it('is a file, until it has been left alone', async () => {
    await writeFile(m.at('here', 'a.txt'), 'half');
    assert.equal((await sync()).state, 'working');
    assert.equal(await isThere('a.txt'), false);
    m.desk.later(11 * minute);
    assert.equal((await sync()).state, 'in-step');
    assert.equal(await isThere('a.txt'), true);
  });

  it('is a delete, until its time has come', async () => {
    await writeFile(m.at('here', 'b.txt'), 'b');
    m.desk.later(11 * minute);
    await sync();
    await rm(m.at('here', 'b.txt'));
    assert.equal((await sync()).held, 1);
    assert.equal(await isThere('b.txt'), true);
    m.desk.later(61 * minute);
    assert.equal((await sync()).held, 0);
    assert.equal(await isThere('b.txt'), false);
  });

  it('is a delete for longer, while it may lie under a name that cannot be read', async () => {
    await writeFile(m.at('here', 'd.txt'), 'd');
    m.desk.later(11 * minute);
    await sync();
    // A name that is no text, as an old program gives it.
    const unread = Buffer.concat([Buffer.from(`${m.at('here')}/`), Buffer.from([0x64, 0xff])]);
    await rename(m.at('here', 'd.txt'), unread);
    const held = async () => JSON.parse((await m.drive('here', 'sync', m.at('here'), '--json')).out).held;
    assert.equal(await held(), 1);
    m.desk.later(61 * minute);
    assert.equal(await held(), 1);
    assert.equal(await isThere('d.txt'), true);
    await rename(unread, m.at('here', 'd.txt'));
    assert.equal((await sync()).held, 0);
    assert.equal(await isThere('d.txt'), true);
    await rm(m.at('here', 'd.txt'));
    assert.equal((await sync()).held, 1);
    m.desk.later(61 * minute);
    assert.equal((await sync()).held, 0);
    assert.equal(await isThere('d.txt'), false);
  });

  it('is no placeholder while there are changes that were not sent, but by force; those are kept', async () => {
    await writeFile(m.at('here', 'c.txt'), 'as sent');
    // As long ago as all that has passed until here.
    m.desk.later(-216 * minute);
    const atOnce = { ...(await m.env('here')), DRIVE_SETTLE_FOR: '0' };
    assert.equal((await m.desk.drive(atOnce, 'sync', m.at('here'))).code, 0);
    await writeFile(m.at('here', 'c.txt'), 'not sent');
    const unsync = (...more: string[]) => m.drive('here', 'unsync', m.at('here', 'c.txt'), ...more);
    await unsync();
    assert.equal(await readFile(m.at('here', 'c.txt'), 'utf8'), 'not sent');
    await unsync('--force');
    assert.deepEqual(await m.names('here'), ['a.txt', 'c.txt.cloud']);
    const { kept } = await m.done('here', 'trash', m.at('here'));
    assert.deepEqual(
      kept.map(({ path, origin }: Record<string, string>) => [path, origin]),
      [['c.txt', 'unsent']],
    );
    await m.done('here', 'restore', m.at('here', 'c.txt'));
    assert.equal(await readFile(m.at('here', 'c.txt'), 'utf8'), 'not sent');
  });
});

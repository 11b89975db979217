import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { type MountedDesk, mountedDesk } from './mounted.test-support.ts';

const day = 86_400_000;

describe('a mount that is cared for', () => {
  let m: MountedDesk;
  before(async () => {
    m = await mountedDesk({ here: 'admin', there: 'admin' });
    await m.done('here', 'mount', m.at('here'), '--all');
    await m.done('there', 'mount', m.at('there'));
  });
  after(() => m[Symbol.asyncDispose]());

  it('downloads by itself what its rules say, and nothing else', async () => {
    await mkdir(m.at('here', 'Photos'));
    await writeFile(m.at('here', 'Photos', 'first.txt'), 'x');
    await m.done('here', 'sync', m.at('here'));
    await m.done('there', 'sync', m.at('there'));
    assert.deepEqual(await m.names('there'), ['Photos.cloudf']);
    await m.done('there', 'sync', m.at('there', 'Photos.cloudf'));
    assert.deepEqual(
      await m.done('there', 'rules', m.at('there', 'Photos'), '--download', '1KB', '--below'),
      [{ path: 'Photos', downloadUpTo: 1024, andBelow: true }],
    );
    await writeFile(m.at('here', 'Photos', 'small.txt'), 'small');
    await writeFile(m.at('here', 'Photos', 'large.txt'), 'x'.repeat(2_000));
    await mkdir(m.at('here', 'Photos', 'Deep'));
    await writeFile(m.at('here', 'Photos', 'Deep', 'small.txt'), 'small');
    await m.done('here', 'sync', m.at('here'));
    await m.done('there', 'sync', m.at('there'));
    assert.deepEqual(await m.names('there', 'Photos'), [
      'Deep',
      'first.txt.cloud',
      'large.txt.cloud',
      'small.txt',
    ]);
    assert.deepEqual(await m.names('there', 'Photos', 'Deep'), ['small.txt']);
    assert.deepEqual(await m.done('there', 'rules', m.at('there', 'Photos'), '--clear'), []);
    assert.deepEqual(await m.refused('there', 'rules', m.at('there'), '--download', 'much'), {
      exit: 2,
      code: 'size',
    });
    assert.deepEqual(await m.refused('there', 'rules', m.at('there', 'None'), '--download', 'all'), {
      exit: 5,
      code: 'not-synced',
    });
  });

  it('began with everything, and can be told otherwise', async () => {
    const [rule] = await m.done('here', 'rules', m.at('here'));
    assert.equal(rule.andBelow, true);
    await m.done('here', 'rules', m.at('here'), '--clear');
    await writeFile(m.at('there', 'new.txt'), 'new');
    await m.done('there', 'sync', m.at('there'));
    await m.done('here', 'sync', m.at('here'));
    assert.equal((await m.names('here')).includes('new.txt.cloud'), true);
    await m.done('here', 'rules', m.at('here'), '--download', 'all', '--below');
  });

  it('brings everything below a folder, and makes placeholders of it again', async () => {
    await m.done('there', 'sync', m.at('there', 'Photos'), '--below');
    assert.deepEqual(await m.names('there', 'Photos'), ['Deep', 'first.txt', 'large.txt', 'small.txt']);
    await m.done('there', 'unsync', m.at('there', 'Photos'));
    assert.deepEqual(await m.names('there', 'Photos', 'Deep'), ['small.txt.cloud']);
  });

  it('closes a folder: one placeholder, of which nothing is looked at, until it is opened again', async () => {
    await m.done('there', 'unsync', m.at('there', 'Photos'), '--close');
    assert.deepEqual(await m.names('there'), ['Photos.cloudf', 'new.txt']);
    assert.deepEqual(await readdir(m.at('there', '.gatehouse-drive', 'trash')), []);
    await writeFile(m.at('here', 'Photos', 'later.txt'), 'later');
    await m.done('here', 'sync', m.at('here'));
    assert.equal((await m.done('there', 'sync', m.at('there'))).done, 0);
    await m.done('there', 'sync', m.at('there', 'Photos.cloudf'));
    assert.deepEqual(await m.names('there', 'Photos'), [
      'Deep.cloudf',
      'first.txt.cloud',
      'large.txt.cloud',
      'later.txt.cloud',
      'small.txt.cloud',
    ]);
    assert.equal((await m.drive('there', 'stat', '/Photos/Deep/small.txt')).code, 0);
  });

  it('keeps a folder open in which something is here alone', async () => {
    await symlink('/etc/hostname', m.at('there', 'Photos', 'link'));
    assert.deepEqual(await m.refused('there', 'unsync', m.at('there', 'Photos'), '--close'), {
      exit: 5,
      code: 'not-closed',
    });
    await rm(m.at('there', 'Photos', 'link'));
    assert.equal((await m.names('there', 'Photos')).length, 5);
    assert.equal((await m.refused('there', 'unsync', m.at('there'), '--close')).code, 'root');
  });

  it('keeps what was replaced for a month, and gives it back beside what is there', async () => {
    await m.done('there', 'sync', m.at('there', 'new.txt'));
    await m.done('here', 'sync', m.at('here', 'new.txt.cloud'));
    await writeFile(m.at('here', 'new.txt'), 'newer');
    await m.done('here', 'sync', m.at('here'));
    await m.done('there', 'sync', m.at('there'));
    const { kept } = await m.done('there', 'trash', m.at('there'));
    assert.deepEqual([kept.length, kept[0].path, kept[0].origin], [1, 'new.txt', 'replaced']);
    const { restored } = await m.done('there', 'restore', m.at('there', 'new.txt'));
    assert.deepEqual(restored, ['new (2).txt']);
    assert.equal(await readFile(m.at('there', 'new (2).txt'), 'utf8'), 'new');
    assert.equal(await readFile(m.at('there', 'new.txt'), 'utf8'), 'newer');
  });

  it('lets go of it when the month is over, but never of the only copy', async () => {
    await writeFile(m.at('here', 'new.txt'), 'newest');
    await m.done('here', 'sync', m.at('here'));
    await m.done('there', 'sync', m.at('there'));
    m.desk.later(29 * day);
    await m.done('there', 'sync', m.at('there'));
    assert.equal((await m.done('there', 'trash', m.at('there'))).kept.length, 1);
    m.desk.later(2 * day);
    await m.done('there', 'sync', m.at('there'));
    assert.deepEqual((await m.done('there', 'trash', m.at('there'))).kept, []);
  });

  it('purges on purpose alone', async () => {
    await writeFile(m.at('here', 'new.txt'), 'once more');
    await m.done('here', 'sync', m.at('here'));
    await m.done('there', 'sync', m.at('there'));
    assert.deepEqual(await m.done('there', 'trash', m.at('there', 'new.txt'), '--purge'), { purged: 1 });
    assert.deepEqual((await m.done('there', 'trash', m.at('there'))).kept, []);
  });

  it('is not unmounted while the only copy of something is in its trash, unless that is meant', async () => {
    await m.done('there', 'mount', m.at('third'), '--all');
    await mkdir(m.at('third', 'Old'));
    for (const name of ['plan.txt', 'plan.txt~']) await writeFile(m.at('third', 'Old', name), name);
    await m.done('there', 'sync', m.at('third'));
    await m.done('there', 'rm', '/Old');
    await m.done('there', 'sync', m.at('third'));
    assert.equal((await m.names('third')).includes('Old'), false);
    const { kept } = await m.done('there', 'trash', m.at('third'));
    assert.deepEqual(kept.map(({ path, origin }: Record<string, string>) => [path, origin]).toSorted(), [
      ['Old/plan.txt', 'remote-delete'],
      ['Old/plan.txt~', 'unsent'],
    ]);
    assert.deepEqual(await m.refused('there', 'unmount', m.at('third')), { exit: 4, code: 'unmount-unsent' });
    assert.equal((await m.done('there', 'mounts')).length, 2);
    await m.done('there', 'unmount', m.at('third'), '--force');
    assert.equal((await m.done('there', 'mounts')).length, 1);
  });

  it('tells and does without a server what needs none', async () => {
    await rm(m.at('there', 'new.txt'));
    const env = { ...(await m.env('there')), DRIVE_URL: 'http://127.0.0.1:9' };
    const offline = async (...args: string[]) => await m.desk.drive(env, ...args, '--json');
    const sync = await offline('sync', m.at('there'));
    assert.deepEqual([sync.code, JSON.parse(sync.err).error.code], [1, 'busy']);
    for (const verb of ['status', 'conflicts', 'trash', 'rules'])
      assert.equal((await offline(verb, m.at('there'))).code, 0, verb);
    assert.equal((await offline('mounts')).code, 0);
    const [standing] = JSON.parse((await offline('status')).out);
    assert.equal(standing.state, 'offline');
    await m.done('there', 'sync', m.at('there'));
    assert.equal(JSON.parse((await offline('status')).out)[0].state, 'in-step');
  });
});

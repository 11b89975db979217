import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { type MountedDesk, mountedDesk } from './mounted.test-support.ts';

const execute = promisify(execFile);

describe('what a person has ignored', () => {
  let m: MountedDesk;
  const patterns = (...lines: string[]) =>
    writeFile(m.at('here', '.gatehouse-drive', 'ignore'), `${lines.join('\n')}\n`);
  const listed = async (path: string) =>
    (await m.done('here', 'ls', path)).map(({ name }: { name: string }) => name).toSorted();
  before(async () => {
    m = await mountedDesk({ here: 'admin' });
    await m.done('here', 'mount', m.at('here'), '--all');
    await mkdir(m.at('here', 'Site'));
    for (const name of ['plan.txt', 'old.bak']) await writeFile(m.at('here', 'Site', name), name);
    await m.done('here', 'sync', m.at('here'));
  });
  after(() => m[Symbol.asyncDispose]());

  it('is not sent, and is nothing that waits', async () => {
    await patterns('# of this machine', '*.bak', 'cache/', '!keep.bak');
    await mkdir(m.at('here', 'cache', 'deep'), { recursive: true });
    for (const path of ['cache/a.txt', 'cache/deep/b.txt', 'Site/new.bak', 'Site/keep.bak', 'Site/cache'])
      await writeFile(m.at('here', ...path.split('/')), path);
    const { state, done } = await m.done('here', 'sync', m.at('here'));
    assert.deepEqual([state, done], ['in-step', 2]);
    assert.deepEqual(await listed('/'), ['Site']);
    assert.deepEqual(await listed('/Site'), ['cache', 'keep.bak', 'old.bak', 'plan.txt']);
    assert.deepEqual((await m.done('here', 'conflicts', m.at('here')))[0].findings, []);
  });

  it('and was there before is kept the same as ever: ignoring deletes nothing', async () => {
    await writeFile(m.at('here', 'Site', 'old.bak'), 'changed');
    assert.deepEqual((await m.done('here', 'sync', m.at('here'))).held, 0);
    await m.done('here', 'get', '/Site/old.bak', m.at('old'));
    assert.equal(await readFile(m.at('old'), 'utf8'), 'changed');
    await rename(m.at('here', 'Site', 'plan.txt'), m.at('here', 'Site', 'plan.bak'));
    await rename(m.at('here', 'Site', 'keep.bak'), m.at('here', 'cache', 'keep.bak'));
    assert.deepEqual((await m.done('here', 'sync', m.at('here'))).held, 0);
    assert.deepEqual(await listed('/Site'), ['cache', 'old.bak', 'plan.bak']);
    assert.deepEqual(await listed('/cache'), ['keep.bak']);
  });

  it('comes when the server has it, and takes the place of nothing', async () => {
    await writeFile(m.at('new.bak'), 'theirs');
    await m.done('here', 'put', m.at('new.bak'), '/Site');
    await m.done('here', 'sync', m.at('here'));
    assert.equal(await readFile(m.at('here', 'Site', 'new.bak'), 'utf8'), 'theirs');
    const copy = (await m.names('here', 'Site')).find((name) => name.startsWith('new (conflicted copy'));
    assert.equal(await readFile(m.at('here', 'Site', copy ?? ''), 'utf8'), 'Site/new.bak');
  });

  it('is not sent while what says so is a link, a pipe or a folder', async () => {
    const path = m.at('here', '.gatehouse-drive', 'ignore');
    await rename(path, m.at('patterns'));
    const others = [
      () => symlink(m.at('patterns'), path),
      () => execute('mkfifo', [path]),
      () => mkdir(path),
    ];
    for (const make of others) {
      await make();
      assert.deepEqual(await m.refused('here', 'sync', m.at('here')), { exit: 5, code: 'ignore-file' });
      await rm(path, { recursive: true });
    }
    await rename(m.at('patterns'), path);
    assert.equal((await m.done('here', 'sync', m.at('here'))).state, 'in-step');
    assert.deepEqual(await listed('/cache'), ['keep.bak']);
  });

  it('is sent when the pattern is gone', async () => {
    await rm(m.at('here', '.gatehouse-drive', 'ignore'));
    await m.done('here', 'sync', m.at('here'));
    assert.deepEqual(await listed('/cache'), ['a.txt', 'deep', 'keep.bak']);
  });
});

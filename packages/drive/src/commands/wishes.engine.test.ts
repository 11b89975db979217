import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { type MountedDesk, mountedDesk } from './mounted.test-support.ts';

describe('what a person asks of a path', () => {
  let m: MountedDesk;
  before(async () => {
    m = await mountedDesk({ here: 'admin', there: 'admin' });
    await m.done('here', 'mount', m.at('here'));
    await m.done('there', 'mount', m.at('there'));
    await mkdir(m.at('here', 'a', 'b', 'c'), { recursive: true });
    for (const path of ['a/1.txt', 'a/b/2.txt', 'a/b/c/3.txt'])
      await writeFile(m.at('here', ...path.split('/')), path);
    await m.done('here', 'sync', m.at('here'));
  });
  after(() => m[Symbol.asyncDispose]());

  it('with --below, everything is opened and downloaded, however deep', async () => {
    await m.done('there', 'sync', m.at('there', 'a.cloudf'), '--below');
    assert.deepEqual(await m.names('there', 'a'), ['1.txt', 'b']);
    assert.deepEqual(await m.names('there', 'a', 'b'), ['2.txt', 'c']);
    assert.deepEqual(await m.names('there', 'a', 'b', 'c'), ['3.txt']);
  });

  it('of a path that is here already changes nothing: a delete afterwards is a delete', async () => {
    for (const path of [m.at('there', 'a', '1.txt'), m.at('there', 'a')]) {
      assert.equal((await m.done('there', 'sync', path, '--below')).done, 0);
      assert.equal((await m.done('there', 'sync', path)).done, 0);
    }
    await rm(m.at('there', 'a', '1.txt'));
    await rm(m.at('there', 'a', 'b'), { recursive: true });
    assert.equal((await m.done('there', 'sync', m.at('there'))).held, 5);
    assert.deepEqual(await m.names('there', 'a'), []);
  });

  it('of a delete that waits takes that back', async () => {
    await m.done('there', 'sync', m.at('there', 'a', '1.txt'));
    assert.deepEqual(await m.names('there', 'a'), ['1.txt']);
    await m.done('there', 'restore', m.at('there', 'a', 'b'));
    assert.deepEqual(await m.names('there', 'a', 'b', 'c'), ['3.txt']);
  });

  it('by the name of a placeholder counts for what it became', async () => {
    assert.equal((await m.done('there', 'sync', m.at('there', 'a.cloudf'))).done, 0);
    assert.equal((await m.done('there', 'sync', m.at('there', 'a', '1.txt.cloud'))).done, 0);
  });
});

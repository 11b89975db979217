import assert from 'node:assert/strict';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type MountedDesk, mountedDesk } from './mounted.test-support.ts';

describe('a placeholder that a person copies', () => {
  let m: MountedDesk;
  before(async () => {
    m = await mountedDesk({ here: 'admin' });
    await m.done('here', 'mount', m.at('here'));
    await m.done('here', 'put', await written('a.txt'), '/');
    await m.done('here', 'mkdir', '/Plans');
    await m.done('here', 'put', await written('p.txt'), '/Plans');
  });
  beforeEach(async () => {
    await sync();
    assert.deepEqual(await m.names('here'), ['Plans.cloudf', 'a.txt.cloud']);
  });
  after(() => m[Symbol.asyncDispose]());

  async function written(name: string): Promise<string> {
    await mkdir(m.at('source'), { recursive: true });
    await writeFile(m.at('source', name), `bytes of ${name}`);
    return m.at('source', name);
  }
  const sync = () => m.done('here', 'sync', m.at('here'));
  const there = async (path = '/') =>
    (await m.done('here', 'ls', path)).map(({ id, name }: { id: number; name: string }) => [id, name]);
  const findings = async () => (await m.done('here', 'conflicts', m.at('here')))[0].findings;
  const spare = (path: string) => [{ kind: 'spare-placeholder', path }];

  it('is sent as nothing and stays; the person is told of it, and how a second file is had', async () => {
    const before = await there();
    for (const name of ['b.txt.cloud', 'a (copy).txt.cloud', 'without suffix.txt']) {
      await copyFile(m.at('here', 'a.txt.cloud'), m.at('here', name));
      for (let twice = 0; twice < 2; twice += 1) {
        const { state, done } = await sync();
        assert.deepEqual([state, done], ['in-step', 0], name);
      }
      assert.deepEqual(await there(), before, name);
      assert.deepEqual(await findings(), spare(name));
      const told = await m.drive('here', 'sync', m.at('here', name));
      assert.equal(told.code, 5);
      assert.match(told.err, /is a second placeholder of "a\.txt\.cloud".*drive cp/);
      assert.ok((await m.names('here')).includes(name));
      await rm(m.at('here', name));
    }
    await sync();
    assert.deepEqual(await findings(), []);
  });

  it('is the placeholder from then on where the first one is deleted: renamed there, and not sent', async () => {
    const [[plans], [id]] = await there();
    await copyFile(m.at('here', 'a.txt.cloud'), m.at('here', 'b.txt.cloud'));
    await sync();
    await rm(m.at('here', 'a.txt.cloud'));
    await sync();
    assert.deepEqual(await there(), [
      [plans, 'Plans'],
      [id, 'b.txt'],
    ]);
    assert.equal((await m.done('here', 'versions', '/b.txt')).length, 1);
    await m.done('here', 'mv', '/b.txt', '/a.txt');
  });

  it('beside a copy that was made on the server neither file is lost, whichever placeholder goes', async () => {
    await copyFile(m.at('here', 'a.txt.cloud'), m.at('here', 'b.txt.cloud'));
    await sync();
    await m.done('here', 'cp', '/a.txt', '/b.txt');
    await sync();
    const [of] = await findings();
    assert.equal(of.kind, 'spare-placeholder');
    await rm(m.at('here', of.path));
    await sync();
    assert.deepEqual(await m.names('here'), ['Plans.cloudf', 'a.txt.cloud', 'b.txt.cloud']);
    for (const name of ['a.txt', 'b.txt']) {
      await m.done('here', 'sync', m.at('here', `${name}.cloud`));
      assert.equal(await readFile(m.at('here', name), 'utf8'), 'bytes of a.txt');
      await m.done('here', 'unsync', m.at('here', name));
    }
    await m.done('here', 'rm', '/b.txt');
  });

  it('of a folder is no second folder there', async () => {
    const before = await there();
    await copyFile(m.at('here', 'Plans.cloudf'), m.at('here', 'Other.cloudf'));
    await sync();
    assert.deepEqual(await there(), before);
    assert.deepEqual(await findings(), spare('Other.cloudf'));
    await rm(m.at('here', 'Other.cloudf'));
  });
});

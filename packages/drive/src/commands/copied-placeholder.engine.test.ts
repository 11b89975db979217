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

  it('is sent as nothing and stays; the person is told of it, and how a file is had of it', async () => {
    const before = await there();
    for (const name of ['b.txt.cloud', 'a (copy).txt.cloud', 'without suffix.txt']) {
      await copyFile(m.at('here', 'a.txt.cloud'), m.at('here', name));
      for (let twice = 0; twice < 2; twice += 1) {
        const { state, done } = await sync();
        assert.deepEqual([state, done], ['in-step', 0], name);
      }
      assert.deepEqual(await there(), before, name);
      assert.deepEqual(await findings(), spare(name));
      const told = await m.drive('here', 'conflicts', m.at('here'));
      assert.match(told.out, /a copy of a placeholder.*drive sync/s);
      assert.deepEqual(await m.refused('here', 'unsync', m.at('here', name)), {
        exit: 5,
        code: 'spare-placeholder',
      });
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

  it('stays where its original is opened, and becomes a file of its own when it is opened itself', async () => {
    const ofBefore = (await there()).map(([id]: [number, string]) => id);
    for (const name of ['b.txt.cloud', 'without suffix.txt']) {
      await copyFile(m.at('here', 'a.txt.cloud'), m.at('here', name));
      await m.done('here', 'sync', m.at('here', 'a.txt.cloud'));
      assert.deepEqual(await findings(), spare(name));
      await m.done('here', 'sync', m.at('here', name));
      assert.deepEqual(await findings(), []);
      const own = name.replace('.cloud', '');
      assert.equal(await readFile(m.at('here', own), 'utf8'), 'bytes of a.txt');
      assert.deepEqual(await m.names('here'), ['Plans.cloudf', 'a.txt', own]);
      const made = (await there()).find((each: [number, string]) => each[1] === own);
      assert.ok(made !== undefined && !ofBefore.includes(made[0]));
      await m.done('here', 'rm', `/${own}`);
      await m.done('here', 'unsync', m.at('here', 'a.txt'));
      await sync();
    }
  });

  it('of what is deleted there stays and is told of; it cannot be opened', async () => {
    await m.done('here', 'put', await written('c.txt'), '/');
    await sync();
    await copyFile(m.at('here', 'c.txt.cloud'), m.at('here', 'd.txt.cloud'));
    await sync();
    await m.done('here', 'rm', '/c.txt');
    await sync();
    assert.deepEqual(await findings(), spare('d.txt.cloud'));
    assert.deepEqual(await m.refused('here', 'sync', m.at('here', 'd.txt.cloud')), {
      exit: 5,
      code: 'stands-for-nothing',
    });
    await rm(m.at('here', 'd.txt.cloud'));
  });

  it('of a private file becomes a private file', async () => {
    await m.done('here', 'put', await written('s.txt'), '/');
    await m.done('here', 'mkdir', '/Closed');
    await m.done('here', 'put', await written('t.txt'), '/Closed');
    await m.done('here', 'private', 'on', '/s.txt');
    await m.done('here', 'private', 'on', '/Closed');
    await m.done('here', 'sync', m.at('here', 'Closed.cloudf'));
    await sync();
    for (const [from, to] of [
      ['s.txt.cloud', 's2.txt'],
      ['Closed/t.txt.cloud', 't2.txt'],
    ] as const) {
      await copyFile(m.at('here', from), m.at('here', `${to}.cloud`));
      await sync();
      await m.done('here', 'sync', m.at('here', `${to}.cloud`));
      assert.equal((await m.done('here', 'stat', `/${to}`)).isPrivate, true, to);
    }
    for (const name of ['s.txt', 's2.txt', 't2.txt', 'Closed']) await m.done('here', 'rm', `/${name}`);
  });

  it('of a folder is no second folder there', async () => {
    const before = await there();
    await copyFile(m.at('here', 'Plans.cloudf'), m.at('here', 'Other.cloudf'));
    await sync();
    assert.deepEqual(await there(), before);
    assert.deepEqual(await findings(), spare('Other.cloudf'));
    const told = await m.drive('here', 'sync', m.at('here', 'Other.cloudf'));
    assert.equal(told.code, 5);
    assert.match(told.err, /a folder is copied on the server: drive cp/);
    await m.done('here', 'sync', m.at('here', 'Plans.cloudf'));
    assert.deepEqual(await findings(), spare('Other.cloudf'));
    await m.done('here', 'unsync', m.at('here', 'Plans'), '--close');
    await rm(m.at('here', 'Other.cloudf'));
  });
});

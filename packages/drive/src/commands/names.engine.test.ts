import assert from 'node:assert/strict';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type MountedDesk, mountedDesk } from './mounted.test-support.ts';

/** Names that the server takes and that look like what Drive makes of others, with what they are called here. */
const escapes = {
  'a%2Fb.txt': 'a%252Fb.txt',
  'a%252Fb.txt': 'a%25252Fb.txt',
  'c%2fd.txt': 'c%252fd.txt',
  'e%2Ecloud': 'e%252Ecloud',
  'f.cloud': 'f%2Ecloud',
  '100%25': '100%2525',
  'g%C3%A9': 'g%C3%A9',
};

describe('names that are awkward', () => {
  let m: MountedDesk;
  const there = async () =>
    (await m.done('here', 'ls', '/')).map(({ name }: { name: string }) => name).toSorted();
  before(async () => {
    m = await mountedDesk({ here: 'admin' });
    for (const name of Object.keys(escapes)) {
      await writeFile(m.at(name), name);
      await m.done('here', 'put', m.at(name), '/');
    }
    await m.done('here', 'mount', m.at('here'), '--all');
  });
  after(() => m[Symbol.asyncDispose]());

  it('come, are written to and renamed, and are on the server what they were', async () => {
    for (const [name, local] of Object.entries(escapes)) {
      assert.equal(await readFile(m.at('here', local), 'utf8'), name);
      await writeFile(m.at('here', local), `${name} anew`);
    }
    assert.equal((await m.done('here', 'sync', m.at('here'))).held, 0);
    assert.deepEqual(await there(), Object.keys(escapes).toSorted());
    for (const local of Object.values(escapes)) await rename(m.at('here', local), m.at('here', `x${local}`));
    await m.done('here', 'sync', m.at('here'));
    assert.deepEqual(
      await there(),
      Object.keys(escapes)
        .map((name) => `x${name}`)
        .toSorted(),
    );
  });

  it('are found to be the same when the database was lost', async () => {
    const [mount] = await m.done('here', 'mounts');
    for (const end of ['', '-wal', '-shm'])
      await rm(join(m.desk.folder, 'home-here', `${mount.id}.db${end}`), { force: true });
    await m.done('here', 'sync', m.at('here'));
    assert.deepEqual(
      await there(),
      Object.keys(escapes)
        .map((name) => `x${name}`)
        .toSorted(),
    );
    assert.deepEqual(
      await m.names('here'),
      Object.values(escapes)
        .map((name) => `x${name}`)
        .toSorted(),
    );
  });

  it('of the folder that keeps the state of a mount, are called otherwise here and reach nothing in it', async () => {
    await m.done('here', 'mkdir', '/.gatehouse-drive');
    await writeFile(m.at('ignore'), '*');
    await m.done('here', 'put', m.at('ignore'), '/.gatehouse-drive');
    assert.equal((await m.done('here', 'sync', m.at('here'))).held, 0);
    assert.equal(await readFile(m.at('here', '%2Egatehouse-drive', 'ignore'), 'utf8'), '*');
    await writeFile(m.at('here', 'not ignored'), 'sent');
    await m.done('here', 'sync', m.at('here'));
    assert.ok((await there()).includes('not ignored'));
  });

  it('typed here with a percent sign, are sent as they were typed', async () => {
    await writeFile(m.at('here', 'typed%2Fhere.txt'), 'typed');
    await m.done('here', 'sync', m.at('here'));
    assert.ok((await there()).includes('typed%2Fhere.txt'));
    assert.ok((await m.names('here')).includes('typed%2Fhere.txt'));
  });

  it('of which two are spellings of one, do not hide each other: a person is told of the second', async () => {
    const [composed, apart] = ['caf\u00e9', 'cafe\u0301'];
    await writeFile(m.at('here', composed), 'one');
    await m.done('here', 'sync', m.at('here'));
    await writeFile(m.at('here', apart), 'two');
    assert.deepEqual(await m.refused('here', 'sync', m.at('here')), { exit: 5, code: 'problems' });
    const [{ findings }] = await m.done('here', 'conflicts', m.at('here'));
    assert.deepEqual(
      findings.map(({ kind, path, code }: Record<string, string>) => [kind, path, code]),
      [['problem', apart, 'name-taken']],
    );
    await rename(m.at('here', apart), m.at('here', 'tea'));
    m.desk.later(60_000);
    await m.done('here', 'sync', m.at('here'));
    assert.ok((await there()).includes('tea'));
    assert.equal(await readFile(m.at('here', composed), 'utf8'), 'one');
  });
});

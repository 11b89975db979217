import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { stampOf } from '../executing/run.ts';
import { databaseOf } from '../mounts/mount-list.ts';
import { type MountedDesk, mountedDesk } from './mounted.test-support.ts';

describe('drive verify', () => {
  let m: MountedDesk;
  before(async () => {
    m = await mountedDesk({ here: 'admin' });
    await m.done('here', 'mount', m.at('here'), '--all');
    for (const name of ['a.txt', 'b.txt', 'c.txt']) await writeFile(m.at('here', name), `of ${name}`);
    await m.done('here', 'sync', m.at('here'));
    await m.done('here', 'unsync', m.at('here', 'c.txt'));
  });
  after(() => m[Symbol.asyncDispose]());

  /** What a disk does that returns other bytes than it was given: nothing but the content tells. */
  async function rot(name: string, set: Record<string, string> = {}): Promise<void> {
    await writeFile(m.at('here', name), `rot ${name}`);
    const now = await stat(m.at('here', name), { bigint: true });
    const [{ id }] = await m.done('here', 'mounts');
    const database = new DatabaseSync(databaseOf(await m.env('here'), id));
    const values = {
      stamp: stampOf({ ...now, kind: 'file', size: Number(now.size) } as Parameters<typeof stampOf>[0]),
      provenAfter: 0,
      ...set,
    };
    for (const [column, value] of Object.entries(values))
      database.prepare(`UPDATE synced SET ${column} = ? WHERE localName = ?`).run(value, name);
    database.close();
  }
  const verify = async (...args: string[]) =>
    await m.drive('here', 'verify', m.at('here'), ...args, '--json');

  it('finds nothing where both sides are what they were proved to be', async () => {
    const told = JSON.parse((await verify()).out);
    assert.deepEqual([told.files, told.placeholders, told.differences], [2, 1, []]);
  });

  it('takes a change that is known for what it is', async () => {
    await writeFile(m.at('here', 'b.txt'), 'changed');
    assert.deepEqual(JSON.parse((await verify()).out).differences, []);
    await m.done('here', 'sync', m.at('here'));
  });

  it('finds bytes that changed though nobody wrote, where a sync sees nothing', async () => {
    await rot('a.txt');
    assert.equal((await m.done('here', 'sync', m.at('here'))).done, 0);
    const said = await verify();
    assert.equal(said.code, 5);
    assert.deepEqual(JSON.parse(said.out).differences, [{ path: 'a.txt', what: 'here' }]);
  });

  it('repairs by looking again: the server keeps the version that was good', async () => {
    const said = await verify('--repair');
    assert.equal(said.code, 0, said.err);
    assert.deepEqual(JSON.parse((await verify()).out).differences, []);
    const versions = await m.done('here', 'versions', '/a.txt');
    assert.equal(versions.length, 2);
    await m.done('here', 'get', '/a.txt', m.at('here', '..', 'good.txt'), '--version', '1');
    assert.equal(await readFile(m.at('here', '..', 'good.txt'), 'utf8'), 'of a.txt');
  });

  it('finds a server that has other bytes under the same version, and keeps both', async () => {
    await rot('b.txt', { sha256: createHash('sha256').update('rot b.txt').digest('hex') });
    const said = await verify();
    assert.deepEqual(JSON.parse(said.out).differences, [{ path: 'b.txt', what: 'there' }]);
    assert.equal((await verify('--repair')).code, 0);
    assert.equal(await readFile(m.at('here', 'b.txt'), 'utf8'), 'changed');
    const kept = await readdir(m.at('here', '.gatehouse-drive', 'trash'));
    assert.equal(kept.length, 1);
    assert.equal(
      await readFile(m.at('here', '.gatehouse-drive', 'trash', kept[0] ?? ''), 'utf8'),
      'rot b.txt',
    );
    assert.deepEqual(JSON.parse((await verify()).out).differences, []);
  });
});

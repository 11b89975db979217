import assert from 'node:assert/strict';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type MountedDesk, mountedDesk } from './mounted.test-support.ts';
import { noSmallDisk, smallDisk } from './small-disk.test-support.ts';

const kibibyte = 1024;

describe('a disk that is full', { skip: noSmallDisk }, () => {
  let m: MountedDesk;
  let disk: Awaited<ReturnType<typeof smallDisk>>;
  before(async () => {
    m = await mountedDesk({ here: 'admin', there: 'admin' });
    await m.done('here', 'mount', m.at('here'), '--all');
    disk = await smallDisk(m.at('small'), '512k');
    await writeFile(m.at('here', 'large.bin'), Buffer.alloc(900 * kibibyte, 1));
    await writeFile(m.at('here', 'small.txt'), 'small');
    await m.done('here', 'sync', m.at('here'));
  });
  after(async () => {
    disk.remove();
    await m[Symbol.asyncDispose]();
  });

  it('is said to be full by get, which leaves nothing behind', async () => {
    assert.deepEqual(await m.refused('here', 'get', '/large.bin', m.at('small', 'large.bin')), {
      exit: 5,
      code: 'local-full',
    });
    assert.deepEqual(await readdir(m.at('small')), []);
  });

  it('keeps no small file waiting, is named with a remedy, and is no trouble once there is room', async () => {
    const folder = m.at('small', 'docs');
    assert.deepEqual(await m.refused('there', 'mount', folder, '--all'), { exit: 5, code: 'problems' });
    assert.equal(await readFile(join(folder, 'small.txt'), 'utf8'), 'small');
    const [{ findings }] = await m.done('there', 'conflicts', folder);
    assert.deepEqual(
      findings.map(({ path, code }: Record<string, string>) => [path, code]),
      [['large.bin', 'full']],
    );
    const said = await m.drive('there', 'conflicts', folder);
    assert.match(said.out, /the disk is full[\s\S]*Make room/);
    disk.grow('4m');
    m.desk.later(600_000);
    assert.equal((await m.done('there', 'sync', folder)).state, 'in-step');
    assert.equal((await readFile(join(folder, 'large.bin'))).length, 900 * kibibyte);
    assert.deepEqual((await m.done('there', 'conflicts', folder))[0].findings, []);
  });

  it('of the base itself stops a sync in words, and loses nothing', async () => {
    const env = { ...(await m.env('there')), DRIVE_HOME: m.at('small', 'home') };
    const drive = async (...args: string[]) => await m.desk.drive(env, ...args, '--json');
    assert.equal((await drive('mount', m.at('third'), '--all')).code, 0);
    await writeFile(m.at('third', 'new.txt'), 'new');
    const filler = m.at('small', 'filler');
    await writeFile(filler, Buffer.alloc(8 * 1024 * kibibyte)).catch(() => undefined);
    const said = await drive('sync', m.at('third'));
    assert.deepEqual([said.code, JSON.parse(said.err).error.code], [5, 'local-full'], said.err);
    await rm(filler);
    assert.equal((await drive('sync', m.at('third'))).code, 0);
    assert.equal((await m.drive('here', 'stat', '/new.txt')).code, 0);
  });
});

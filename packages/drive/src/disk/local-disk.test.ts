import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import type { Disk } from '../ports/disk.ts';
import { localDisk } from './local-disk.ts';

describe('a folder of this machine', () => {
  let outside: string;
  let root: string;
  let disk: Disk;
  beforeEach(async () => {
    outside = await realpath(await mkdtemp(join(tmpdir(), 'drive-disk-')));
    root = join(outside, 'root');
    await mkdir(join(root, '.gatehouse-drive'), { recursive: true });
    disk = localDisk(root);
  });
  afterEach(() => rm(outside, { recursive: true, force: true }));

  const text = (path: string) => readFile(join(root, path), 'utf8');
  const refuses = (work: Promise<unknown>, code: string) =>
    assert.rejects(work, { name: 'DiskProblem', code });

  it('never replaces by a move', async () => {
    await writeFile(join(root, 'a'), 'a');
    await writeFile(join(root, 'b'), 'b');
    await refuses(disk.move('a', 'b'), 'taken');
    await mkdir(join(root, 'folder'));
    await refuses(disk.move('a', 'folder'), 'taken');
    await refuses(disk.move('folder', 'b'), 'taken');
    await symlink('nowhere', join(root, 'link'));
    await refuses(disk.move('a', 'link'), 'taken');
    assert.deepEqual([await text('a'), await text('b')], ['a', 'b']);
    await disk.move('a', 'folder/a');
    assert.equal(await text('folder/a'), 'a');
    await refuses(disk.move('a', 'c'), 'vanished');
  });

  it('leaves alone what a program saves under the old name in the middle of a move', async () => {
    await writeFile(join(root, 'plan'), 'moved');
    const link = fs.linkSync;
    const saving = mock.method(fs, 'linkSync', (from: string, to: string) => {
      link(from, to);
      if (!to.endsWith('renamed')) return;
      fs.writeFileSync(`${from}.new`, 'saved meanwhile');
      fs.renameSync(`${from}.new`, from);
    });
    syncBuiltinESMExports();
    try {
      await disk.move('plan', 'renamed');
    } finally {
      saving.mock.restore();
      syncBuiltinESMExports();
    }
    assert.deepEqual([await text('plan'), await text('renamed')], ['saved meanwhile', 'moved']);
    assert.deepEqual(fs.readdirSync(join(root, '.gatehouse-drive')), []);
  });

  it('of many moves to one name at once exactly one wins, and the others keep what they have', async () => {
    for (let index = 0; index < 20; index += 1) await writeFile(join(root, `f${index}`), `f${index}`);
    const moves = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => disk.move(`f${index}`, 'one')),
    );
    assert.equal(moves.filter(({ status }) => status === 'fulfilled').length, 1);
    const won = moves.findIndex(({ status }) => status === 'fulfilled');
    assert.equal(await text('one'), `f${won}`);
    for (const [index, { status }] of moves.entries())
      if (status === 'rejected') assert.equal(await text(`f${index}`), `f${index}`);
  });

  it('leads nowhere outside, neither by a name nor by a link', async () => {
    await writeFile(join(outside, 'secret'), 'secret');
    await symlink(outside, join(root, 'out'));
    await symlink(join(outside, 'secret'), join(root, 'stolen'));
    for (const path of ['../secret', 'a/../../secret', '/etc/passwd', 'a//b', '.', 'a/\0'])
      await assert.rejects(disk.stat(path), { name: 'DiskProblem' }, path);
    await refuses(disk.stat('out/secret'), 'denied');
    await refuses(disk.write('out/new', 0, [Buffer.from('x')]), 'denied');
    await assert.rejects(disk.hash('stolen'), { name: 'DiskProblem' });
    await assert.rejects(disk.write('stolen', 0, [Buffer.from('x')]), { name: 'DiskProblem' });
    assert.equal((await disk.stat('stolen'))?.kind, 'other');
    assert.equal(await readFile(join(outside, 'secret'), 'utf8'), 'secret');
  });

  it('nor by a link that takes the place of a folder in which it has just worked', async () => {
    await writeFile(join(outside, 'secret'), 'secret');
    await mkdir(join(root, 'folder'));
    await disk.write('folder/new', 0, [Buffer.from('x')]);
    await rm(join(root, 'folder'), { recursive: true });
    await symlink(outside, join(root, 'folder'));
    await refuses(disk.stat('folder/secret'), 'denied');
    await refuses(disk.removeFile('folder/secret'), 'denied');
    assert.equal(await readFile(join(outside, 'secret'), 'utf8'), 'secret');
  });

  it('tells all that is in it, parents first, and of names that are no text only that they are there', async () => {
    await mkdir(join(root, 'a', 'b'), { recursive: true });
    await writeFile(join(root, 'a', 'b', 'c'), 'four');
    await writeFile(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0x66, 0xff])]), '');
    const seen: string[] = [];
    for await (const folders of disk.scan([''], true))
      for (const each of folders) {
        assert.ok('entries' in each);
        for (const { name, stat } of each.entries)
          seen.push(`${each.folder}/${name} ${stat?.kind} ${stat?.size}`);
      }
    assert.deepEqual(seen.toSorted(), [
      '/a folder 0',
      '/f\ufffd undefined undefined',
      'a/b folder 0',
      'a/b/c file 4',
    ]);
  });

  it('keeps all that came before a source failed, and goes on from there', async () => {
    const content = randomBytes(3 * 2 ** 20 + 12_345);
    const pieces = function* (from: number, to: number) {
      for (let at = from; at < to; at += 50_000)
        yield Uint8Array.from(content.subarray(at, Math.min(to, at + 50_000)));
    };
    const breaking = function* (from: number, to: number) {
      yield* pieces(from, to);
      throw new Error('the network is gone');
    };
    for (const [from, to] of [
      [0, 2 ** 20 + 777],
      [2 ** 20 + 777, 3 * 2 ** 20],
    ] as const) {
      await assert.rejects(disk.write('large', from, breaking(from, to)), /the network is gone/);
      assert.equal((await disk.stat('large'))?.size, to);
    }
    const { sha256 } = await disk.write('large', 3 * 2 ** 20, pieces(3 * 2 ** 20, content.length));
    assert.equal(sha256, createHash('sha256').update(content).digest('hex'));
    const whole = await disk.write('at once', 0, pieces(0, content.length));
    assert.deepEqual([whole.sha256, whole.stat.size], [sha256, content.length]);
    assert.deepEqual(await disk.hash('at once'), whole);
  });

  it('tells the digests of the parts of a new large file as it was read, and once more as it is', async () => {
    const mebibyte = 2 ** 20;
    const part = 16 * mebibyte;
    const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    const [before, after] = [randomBytes(20 * mebibyte), randomBytes(20 * mebibyte)];
    const path = join(root, 'large');
    await writeFile(path, before);
    assert.equal((await disk.hash('large', true)).sha256, sha256(before));
    assert.equal(await disk.digest('large', 0, part), sha256(before.subarray(0, part)));
    await writeFile(path, after);
    assert.equal(await disk.digest('large', 0, part), sha256(after.subarray(0, part)));
    assert.equal(await disk.digest('large', part, after.length), sha256(after.subarray(part)));
    await refuses(disk.digest('absent', 0, 1), 'vanished');
  });

  it('writes on from where it was cut off, and reads a part', async () => {
    await disk.write('file', 0, [Buffer.from('hello wurld')]);
    await disk.write('file', 6, [Buffer.from('wor'), Buffer.from('ld')]);
    await disk.syncFolder('');
    assert.equal(await text('file'), 'hello world');
    const part: Buffer[] = [];
    for await (const chunk of disk.read('file', 6, 9)) part.push(Buffer.from(chunk));
    assert.equal(Buffer.concat(part).toString(), 'wor');
    const { sha256, stat } = await disk.hash('file');
    assert.equal(sha256, 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9');
    assert.equal(stat.size, 11);
    await refuses(disk.makeFolder('file'), 'taken');
    await disk.makeFolder('folder');
    await disk.move('file', 'folder/file');
    await refuses(disk.removeFolder('folder'), 'not-empty');
    assert.equal(await disk.stat('file'), undefined);
    assert.ok((await disk.free()) > 0);
  });
});

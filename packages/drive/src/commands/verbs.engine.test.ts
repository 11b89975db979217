import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { type Desk, openDesk } from './drive.test-support.ts';

const run = promisify(execFile);

describe('the verbs that go straight to the documents', () => {
  let desk: Desk;
  const json = async (...args: string[]) => {
    const said = await desk.as('standard', ...args, '--json');
    assert.equal(said.code, 0, said.err);
    return JSON.parse(said.out);
  };

  before(async () => {
    desk = await openDesk();
    await writeFile(join(desk.folder, 'plan.txt'), 'first');
  });
  after(() => desk[Symbol.asyncDispose]());

  it('say whose account it is, and where it may go', async () => {
    assert.equal((await json('whoami')).login, 'standard@site.example');
    const places = await json('places');
    assert.deepEqual(places, [
      { id: desk.site.companyId, name: 'Site', projects: [{ id: desk.site.projectId, name: 'Site' }] },
    ]);
  });

  it('make a folder, put a file there, list it, and get the same bytes back', async () => {
    assert.equal((await json('mkdir', '/Drawings')).kind, 'folder');
    const [sent] = await json('put', 'plan.txt', '/Drawings');
    assert.deepEqual([sent.name, sent.size, sent.isNew], ['plan.txt', 5, true]);
    const listed = await json('ls', '/Drawings');
    assert.deepEqual(
      listed.map(({ name, sha256 }: Record<string, unknown>) => [name, sha256]),
      [['plan.txt', sent.sha256]],
    );
    const got = await json('get', '/Drawings/plan.txt', 'copy.txt');
    assert.equal(await readFile(got.path, 'utf8'), 'first');
    assert.deepEqual(
      (await readdir(desk.folder)).filter((name) => name.endsWith('.partial')),
      [],
    );
  });

  it('put a file of the same name as a new version, and get an older one by its number', async () => {
    await writeFile(join(desk.folder, 'plan.txt'), 'second');
    const [sent] = await json('put', 'plan.txt', '/Drawings');
    assert.equal(sent.isNew, false);
    const versions = await json('versions', '/Drawings/plan.txt');
    assert.deepEqual(
      versions.map(({ number, size }: Record<string, unknown>) => [number, size]),
      [
        [2, 6],
        [1, 5],
      ],
    );
    const old = await json('get', '/Drawings/plan.txt', 'old.txt', '--version', '1');
    assert.equal(await readFile(old.path, 'utf8'), 'first');
  });

  it('make an older version the latest again, as one of its own, and once however often it is asked', async () => {
    assert.equal((await json('versions', '/Drawings/plan.txt', '--promote', '1')).number, 3);
    const got = await json('get', '/Drawings/plan.txt', 'latest.txt');
    assert.equal(await readFile(got.path, 'utf8'), 'first');
    assert.equal((await json('versions', '/Drawings/plan.txt', '--promote', '3')).number, 3);
    assert.equal((await json('versions', '/Drawings/plan.txt')).length, 3);
    const refused = async (who: 'standard' | 'reader', number: string) => {
      const said = await desk.as(who, 'versions', '/Drawings/plan.txt', '--promote', number, '--json');
      return [said.code, JSON.parse(said.err).error.code];
    };
    assert.deepEqual(await refused('standard', '9'), [5, 'no-version']);
    assert.deepEqual(await refused('reader', '1'), [5, 'forbidden']);
    assert.equal((await json('versions', '/Drawings/plan.txt', '--promote', '2')).number, 4);
  });

  it('show a folder with everything below it', async () => {
    const said = await desk.as('standard', 'tree', '/');
    assert.match(said.out, /Root Folder\/\n└── Drawings\/\n {4}└── plan\.txt\n/);
    const stat = await desk.as('standard', 'stat', '/Drawings/plan.txt');
    assert.match(stat.out, /SHA-256 +[0-9a-f]{64}\n/);
  });

  it('move, copy and delete, and say what became of it', async () => {
    await json('mkdir', '/Archive');
    assert.equal((await desk.as('admin', 'cp', '/Drawings/plan.txt', '/Archive')).code, 0);
    assert.equal((await desk.as('admin', 'mv', '/Archive/plan.txt', '/Archive/2026.txt')).code, 0);
    assert.deepEqual(
      (await json('ls', '/Archive')).map(({ name }: { name: string }) => name),
      ['2026.txt'],
    );
    const said = await desk.as('admin', 'rm', '/Archive/2026.txt');
    assert.equal(said.code, 0, said.err);
    assert.deepEqual(await json('ls', '/Archive'), []);
  });

  it('hide what is made private from others, and show it again', async () => {
    assert.equal((await desk.as('admin', 'private', 'on', '/Archive')).code, 0);
    const hidden = await desk.as('reader', 'ls', '/Archive', '--json');
    assert.deepEqual([hidden.code, JSON.parse(hidden.err).error.code], [5, 'no-path']);
    assert.equal((await desk.as('admin', 'private', 'off', '/Archive')).code, 0);
    assert.equal((await desk.as('reader', 'ls', '/Archive')).code, 0);
  });

  const refusals: [what: string, who: 'standard' | 'reader', args: string[], code: number, error: string][] =
    [
      ['a path that is not there', 'standard', ['stat', '/Nowhere/plan.txt'], 5, 'no-path'],
      ['a file where a folder is meant', 'standard', ['tree', '/Drawings/plan.txt'], 5, 'not-folder'],
      ['a folder where a file is meant', 'standard', ['get', '/Drawings'], 5, 'not-file'],
      ['a version that is not there', 'standard', ['get', '/Drawings/plan.txt', '-v', '9'], 5, 'no-version'],
      ['versions of a folder', 'standard', ['versions', '/Drawings'], 5, 'not-file'],
      ['a file of this machine that is not there', 'standard', ['put', 'no.txt', '/'], 5, 'local-missing'],
      ['a folder as a file', 'standard', ['put', '.', '/'], 5, 'local-folder'],
      ['a file of this machine in the way', 'standard', ['get', '/Drawings/plan.txt'], 5, 'local-taken'],
      ['a name that is taken', 'standard', ['mkdir', '/Drawings'], 5, 'name-taken'],
      ['a name the server does not want', 'standard', ['mkdir', '/a\u0001b'], 5, 'rejected'],
      ['the root to be deleted', 'standard', ['rm', '/'], 2, 'root'],
      ['writing where one may only read', 'reader', ['put', 'plan.txt', '/'], 5, 'forbidden'],
      ['a move where one may only read', 'reader', ['mv', '/Drawings', '/Plans'], 5, 'forbidden'],
      ['a copy of nothing', 'standard', ['cp', '/Nothing', '/Drawings'], 5, 'no-path'],
      ['an unknown project', 'standard', ['ls', '-p', 'Unknown'], 2, 'project-unknown'],
      ['an unknown company', 'standard', ['places', '-c', 'Unknown'], 2, 'company-unknown'],
      ['an unknown verb', 'standard', ['dance'], 2, 'verb'],
      ['a verb cut short', 'standard', ['vers'], 2, 'verb-near'],
      ['an unknown option', 'standard', ['ls', '--wide'], 2, 'option'],
      ['a verb without what it takes', 'standard', ['mv', '/Drawings'], 2, 'arguments'],
      ['too many words', 'standard', ['ls', '/', '/'], 2, 'arguments'],
      ['private without on or off', 'standard', ['private', '/', '/Drawings'], 2, 'arguments'],
    ];
  for (const [what, who, args, code, error] of refusals)
    it(`refuse ${what}, with exit code ${code}`, async () => {
      const said = await desk.as(who, ...args, '--json');
      assert.deepEqual([said.code, JSON.parse(said.err).error.code], [code, error], said.err);
      assert.equal(said.out, '');
    });

  it('leave everything where it is when one of several names is wrong', async () => {
    assert.equal((await desk.as('admin', 'rm', '/Drawings/plan.txt', '/Drawings/nope.txt')).code, 5);
    assert.equal((await json('ls', '/Drawings')).length, 1);
  });

  it('say in Spanish what is wrong, where Spanish is spoken', async () => {
    const env = { ...(await desk.envOf('standard')), LANG: 'es_ES.UTF-8' };
    assert.match((await desk.drive(env, 'ls', '/Nada')).err, /^No hay "\/Nada"/);
  });

  it('ask for a sign-in when there is none, when it has ended, and when others could read it', async () => {
    assert.equal((await desk.drive(desk.env, 'ls')).code, 3);
    const path = join(desk.folder, 'token');
    await writeFile(path, 'gha_no_token', { mode: 0o600 });
    const env = { ...desk.env, DRIVE_TOKEN_FILE: path, DRIVE_COMPANY: String(desk.site.companyId) };
    const ended = await desk.drive(env, 'ls', '--json');
    assert.deepEqual([ended.code, JSON.parse(ended.err).error.code], [3, 'needs-sign-in'], ended.err);
    await chmod(path, 0o644);
    assert.match((await desk.drive(env, 'ls')).err, /chmod 600/);
  });

  it('say that it may work later when no server answers', async () => {
    const env = { ...(await desk.envOf('standard')), DRIVE_URL: 'http://127.0.0.1:9' };
    const said = await desk.drive(env, 'whoami', '--json');
    assert.deepEqual([said.code, JSON.parse(said.err).error.code], [1, 'busy']);
  });

  it('say so, and keep nothing, when the disk of this machine is full', async (t) => {
    await writeFile(join(desk.folder, 'large.bin'), Buffer.alloc(600_000, 7));
    await json('put', 'large.bin', '/Drawings');
    const small = join(desk.folder, 'small');
    await mkdir(small);
    const mounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', small]).catch(
      () => undefined,
    );
    if (mounted === undefined) return t.skip('no small file system can be mounted here');
    try {
      const said = await desk.as('standard', 'get', '/Drawings/large.bin', 'small', '--json');
      assert.deepEqual([said.code, JSON.parse(said.err).error.code], [5, 'local-full'], said.err);
      assert.deepEqual(await readdir(small), []);
    } finally {
      await run('umount', [small]);
    }
  });

  it('give back every name a server takes as it is, whatever it does to a terminal', async () => {
    const folder = await json('mkdir', '/Names');
    assert.equal(folder.name, 'Names');
    const character = fc.oneof(
      fc.constantFrom(...' .,;:\'"`$&|<>?*!#%~\\()[]{}=+-_@^', '\u202e', '\u200d', 'é', 'ß', '图', '🏗️'),
      fc.string({ minLength: 1, maxLength: 1, unit: 'grapheme' }),
    );
    const name = fc
      .array(character, { minLength: 1, maxLength: 40 })
      .map((parts) => parts.join('').normalize('NFC').trim())
      .filter((text) => text !== '' && text !== '.' && text !== '..' && !/[\p{Cc}/]/u.test(text))
      .filter((text) => Buffer.byteLength(text) <= 255 && text.isWellFormed());
    const names = fc.sample(name, { numRuns: 25, seed: 7 });
    for (const [at, each] of [...names, '-rf', '--json', 'a'.repeat(251)].entries()) {
      const inside = `/Names/${at}`;
      await json('mkdir', inside);
      await writeFile(join(desk.folder, 'plain'), each);
      await rename(join(desk.folder, 'plain'), join(desk.folder, each));
      const put = await desk.as('standard', 'put', '--json', '--', `./${each}`, inside);
      assert.equal(put.code, 0, JSON.stringify(each) + put.err);
      assert.equal(JSON.parse(put.out)[0].name, each);
      await rm(join(desk.folder, each));
      const got = await desk.as('standard', 'get', '--json', '--', `${inside}/${each}`);
      assert.equal(got.code, 0, JSON.stringify(each) + got.err);
      assert.equal(await readFile(join(desk.folder, each), 'utf8'), each);
      await rm(join(desk.folder, each));
      const listed = await desk.as('standard', 'ls', inside);
      assert.doesNotMatch(listed.out, /[\u202a-\u202e]/);
    }
  });
});

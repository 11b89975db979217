import assert from 'node:assert/strict';
import {
  chmod,
  copyFile,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Desk, openDesk, type Said } from './drive.test-support.ts';

describe('a mounted folder', () => {
  let desk: Desk;
  /** Two installs of one person on one machine. */
  const homes = { here: 'home-here', there: 'home-there' } as const;
  type Where = keyof typeof homes;

  before(async () => {
    desk = await openDesk();
  });
  after(() => desk[Symbol.asyncDispose]());

  const at = (where: Where, ...path: string[]) => join(desk.folder, where, ...path);
  const drive = async (where: Where, ...args: string[]): Promise<Said> =>
    await desk.drive(
      { ...(await desk.envOf('admin')), DRIVE_HOME: join(desk.folder, homes[where]) },
      ...args,
    );
  const done = async (where: Where, ...args: string[]) => {
    const said = await drive(where, ...args, '--json');
    assert.equal(said.code, 0, said.err);
    return JSON.parse(said.out);
  };
  const sync = (where: Where, ...path: string[]) => done(where, 'sync', at(where, ...path));
  const names = async (where: Where, ...path: string[]) =>
    (await readdir(at(where, ...path))).filter((name) => name !== '.gatehouse-drive').toSorted();

  it('begins empty or not at all, and only once', async () => {
    assert.equal((await done('here', 'mount', at('here'), '--all')).state, 'in-step');
    assert.equal((await drive('here', 'mount', at('here', 'inside'))).code, 5);
    assert.deepEqual(await names('here'), []);
    await mkdir(join(desk.folder, 'full'), { recursive: true });
    await writeFile(join(desk.folder, 'full', 'a.txt'), 'mine');
    const refused = await drive('here', 'mount', join(desk.folder, 'full'));
    assert.deepEqual([refused.code, refused.out], [5, '']);
    assert.equal((await done('here', 'mounts')).length, 1);
    assert.match((await drive('here', 'mounts')).out, /here {2}project \d+\n$/);
  });

  if (process.platform !== 'win32')
    it('is made for its person alone, and one that is there keeps the rights that it has', async () => {
      const rights = async (path: string) => (await stat(path)).mode & 0o777;
      assert.equal(await rights(at('here')), 0o700);
      const open = join(desk.folder, 'open');
      await mkdir(open);
      await chmod(open, 0o755);
      await done('there', 'mount', open);
      assert.equal(await rights(open), 0o755);
      await done('there', 'unmount', open);
    });

  if (process.platform === 'linux')
    it('is not begun where nothing can be made, and leaves nothing behind there', async () => {
      for (const path of ['/proc/nowhere/at/all', '/sys/nowhere', '/proc/sys/fs/binfmt_misc', '/dev/null']) {
        const said = await drive('here', 'mount', path, '--json');
        assert.equal(said.code, 5, said.err);
        assert.match(JSON.parse(said.err).error.code, /^(local-(denied|no-folder)|mount-full)$/, path);
      }
      assert.equal((await done('here', 'mounts')).length, 1);
      const left = await readdir(join(desk.folder, homes.here));
      assert.equal(left.filter((name) => name.endsWith('.db')).length, 1, left.join());
      const env = { ...(await desk.envOf('admin')), DRIVE_HOME: '/proc/nowhere' };
      const said = await desk.drive(env, 'mount', at('there'), '--json');
      assert.deepEqual([said.code, JSON.parse(said.err).error.code], [5, 'local-denied'], said.err);
    });

  it('sends what is saved in it, and has what is saved elsewhere', async () => {
    await mkdir(at('here', 'Drawings'));
    await writeFile(at('here', 'Drawings', 'A-101.txt'), 'first');
    await sync('here');
    await done('there', 'mount', at('there'), '--all');
    assert.equal(await readFile(at('there', 'Drawings', 'A-101.txt'), 'utf8'), 'first');
    await writeFile(at('there', 'Drawings', 'A-101.txt'), 'second');
    await sync('there');
    await sync('here');
    assert.equal(await readFile(at('here', 'Drawings', 'A-101.txt'), 'utf8'), 'second');
    assert.equal((await sync('here')).done, 0);
  });

  it('keeps both of two edits that knew nothing of each other', async () => {
    await writeFile(at('here', 'Drawings', 'A-101.txt'), 'of here');
    await writeFile(at('there', 'Drawings', 'A-101.txt'), 'of there');
    for (const where of ['here', 'there', 'here', 'there'] as const) await sync(where);
    for (const where of ['here', 'there'] as const) {
      const all = await Promise.all(
        (await names(where, 'Drawings')).map((name) => readFile(at(where, 'Drawings', name), 'utf8')),
      );
      assert.deepEqual(all.toSorted(), ['of here', 'of there']);
    }
  });

  it('renames without sending anything again, and follows a rename from elsewhere', async () => {
    await rename(at('here', 'Drawings'), at('here', 'Plans'));
    await sync('here');
    await sync('there');
    assert.deepEqual(await names('there'), ['Plans']);
    const versions = await done('here', 'versions', '/Plans/A-101.txt');
    assert.equal(versions.length, 2 + 1);
  });

  it('makes a placeholder of a file, and a file of it again', async () => {
    const plain = at('here', 'Plans', 'A-101.txt');
    const content = await readFile(plain, 'utf8');
    await done('here', 'unsync', plain);
    assert.equal((await names('here', 'Plans')).includes('A-101.txt.cloud'), true);
    await done('here', 'sync', `${plain}.cloud`);
    assert.equal(await readFile(plain, 'utf8'), content);
  });

  it('holds a delete until it is sent on purpose, and takes it back', async () => {
    await writeFile(at('here', 'Plans', 'old.txt'), 'old');
    await sync('here');
    await rm(at('here', 'Plans', 'old.txt'));
    assert.equal((await sync('here')).held, 1);
    assert.equal((await drive('here', 'stat', '/Plans/old.txt')).code, 0);
    await done('here', 'restore', at('here', 'Plans', 'old.txt'));
    assert.equal(await readFile(at('here', 'Plans', 'old.txt'), 'utf8'), 'old');
    await rm(at('here', 'Plans', 'old.txt'));
    assert.deepEqual((await done('here', 'trash', at('here'))).held, ['Plans/old.txt']);
    await done('here', 'trash', at('here'), '--empty');
    assert.equal((await drive('here', 'stat', '/Plans/old.txt')).code, 5);
    await sync('there');
    assert.equal((await names('there', 'Plans')).includes('old.txt'), false);
  });

  it('follows no link, and sends nothing from outside', async () => {
    await writeFile(join(desk.folder, 'secret.txt'), 'secret');
    await symlink(join(desk.folder, 'secret.txt'), at('here', 'link.txt'));
    await sync('here');
    assert.equal((await drive('here', 'stat', '/link.txt')).code, 5);
    await rm(at('here', 'link.txt'));
    await sync('here');
  });

  it('takes nothing for deleted in whose place a link lies', async () => {
    await rename(at('here', 'Plans'), join(desk.folder, 'moved'));
    await symlink(join(desk.folder, 'moved'), at('here', 'Plans'));
    assert.equal((await sync('here')).held, 0);
    const { findings } = (await done('here', 'conflicts', at('here')))[0];
    const links = findings.filter(({ kind }: { kind: string }) => kind === 'unsent');
    assert.deepEqual(links, [{ kind: 'unsent', path: 'Plans', why: 'no-file' }]);
    const [standing] = await done('here', 'status', at('here'));
    assert.equal(standing.waits.unsent, 1);
    const checks = await drive('here', 'doctor', '--json');
    assert.ok(JSON.parse(checks.out).some(({ check }: { check: string }) => check === 'unsent'));
    await rm(at('here', 'Plans'));
    await rename(join(desk.folder, 'moved'), at('here', 'Plans'));
    assert.equal((await sync('here')).held, 0);
    assert.equal((await drive('here', 'stat', '/Plans')).code, 0);
    assert.equal((await done('here', 'status', at('here')))[0].waits.unsent, undefined);
  });

  it('concludes nothing from a folder that is another one now', async () => {
    await rename(at('here'), at('here').concat('-away'));
    await mkdir(at('here'));
    const said = await drive('here', 'sync', at('here'));
    assert.equal(said.code, 5);
    await rm(at('here'), { recursive: true });
    await rename(at('here').concat('-away'), at('here'));
    assert.equal((await sync('here')).state, 'in-step');
    assert.equal((await drive('here', 'stat', '/Plans')).code, 0);
  });

  it('tells what is no mount, no name of it, and nothing that waits', async () => {
    assert.equal((await drive('here', 'sync', desk.folder)).code, 2);
    assert.equal((await drive('here', 'unsync', at('here', 'nowhere.txt'))).code, 5);
    assert.equal((await drive('here', 'restore', at('here', 'nowhere.txt'))).code, 5);
    assert.equal((await drive('here', 'sync', at('here'), '--approve', 'none')).code, 5);
    assert.equal((await drive('here', 'unmount', at('here', 'Plans'))).code, 2);
  });

  it('lies in no folder that another install keeps the same', async () => {
    for (const path of [at('there', 'Plans', 'mine'), at('there', 'new', 'mine')]) {
      const said = await drive('here', 'mount', path, '--json');
      const { error } = JSON.parse(said.err);
      assert.deepEqual([said.code, error.code], [5, 'mounted-elsewhere']);
      assert.match(error.message, /there" is kept .*there.\.gatehouse-drive.mount\.json/);
    }
    assert.deepEqual(await names('there'), ['Plans']);
  });

  it('is not sent with another one that it is moved into, and a copy of that one is', async () => {
    await rename(at('there'), at('here', 'Moved'));
    const mark = join('.gatehouse-drive', 'mount.json');
    await mkdir(at('here', 'Copy', '.gatehouse-drive'), { recursive: true });
    await copyFile(at('here', mark), at('here', 'Copy', mark));
    await sync('here');
    const there = async (path: string) => (await drive('here', 'stat', path)).code;
    assert.deepEqual(
      [await there('/Moved'), await there('/Copy'), await there('/Copy/mount.json')],
      [5, 0, 5],
    );
    const [{ findings }] = await done('here', 'conflicts', at('here'));
    const alone = findings.filter(({ kind }: { kind: string }) => kind === 'unsent');
    assert.deepEqual(
      alone.map(({ path, why }: { path: string; why: string }) => [path, why]),
      [['Moved', 'no-file']],
    );
    await rename(at('here', 'Moved'), at('there'));
    await rm(at('here', 'Copy'), { recursive: true });
    await sync('here');
    await done('here', 'trash', at('here'), '--empty');
    assert.equal((await sync('there')).state, 'in-step');
    assert.deepEqual(await names('there'), ['Plans']);
  });

  it('is left as it is when it is unmounted', async () => {
    await done('there', 'unmount', at('there'));
    assert.deepEqual(await names('there'), ['Plans']);
    assert.deepEqual(await done('there', 'mounts'), []);
    // Nothing keeps it any more.
    await done('here', 'mount', at('there', 'mine'));
    await done('here', 'unmount', at('there', 'mine'));
  });

  it('leaves another folder that is in its place as it is when it is unmounted', async () => {
    await done('there', 'mount', at('there', 'mine', 'again'));
    await rename(at('there', 'mine', 'again'), at('there', 'away'));
    const mark = at('there', 'mine', 'again', '.gatehouse-drive', 'mount.json');
    await mkdir(join(mark, '..'), { recursive: true });
    await writeFile(mark, '{"mount":"of another"}');
    await done('there', 'unmount', at('there', 'mine', 'again'));
    assert.equal(await readFile(mark, 'utf8'), '{"mount":"of another"}');
  });
});

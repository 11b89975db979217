import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type Desk, openDesk } from './drive.test-support.ts';

const main = join(import.meta.dirname, '../main.mjs');
const files = 120;

describe('drive, killed while it is at work', () => {
  let desk: Desk;
  let env: Record<string, string>;
  before(async () => {
    desk = await openDesk();
    env = { ...(await desk.envOf('admin')), DRIVE_HOME: join(desk.folder, 'home') };
  });
  after(() => desk[Symbol.asyncDispose]());

  const done = async (home: string, ...args: string[]) => {
    const said = await desk.drive({ ...env, DRIVE_HOME: join(desk.folder, home) }, ...args, '--json');
    assert.equal(said.code, 0, said.err);
    return JSON.parse(said.out);
  };
  /** A process of its own, ended in the middle of whatever it does. */
  async function killedAfter(milliseconds: number, home: string, ...args: string[]): Promise<void> {
    const child = spawn(process.execPath, [main, ...args], {
      env: { ...process.env, ...env, DRIVE_HOME: join(desk.folder, home) },
      stdio: 'ignore',
    });
    const gone = new Promise((resolve) => child.once('exit', resolve));
    await pause(milliseconds);
    child.kill('SIGKILL');
    await gone;
  }
  const nameOf = (index: number) => `plan ${index}.txt`;

  it('has sent every file once and no version twice when it has come to rest', async () => {
    const folder = join(desk.folder, 'up');
    await done('home-up', 'mount', folder, '--all');
    await mkdir(join(folder, 'Plans'));
    for (let index = 0; index < files; index += 1)
      await writeFile(join(folder, 'Plans', nameOf(index)), `content ${index}`);
    for (const wait of [500, 700, 900, 1_100]) await killedAfter(wait, 'home-up', 'sync', folder);
    await done('home-up', 'sync', folder);
    const listed = await done('home-up', 'ls', '/Plans');
    assert.deepEqual(
      listed.map(({ name }: { name: string }) => name).toSorted(),
      Array.from({ length: files }, (_, index) => nameOf(index)).toSorted(),
    );
    for (const index of [0, 59, files - 1])
      assert.equal((await done('home-up', 'versions', `/Plans/${nameOf(index)}`)).length, 1);
  });

  it('has every file whole when it has come to rest', async () => {
    const folder = join(desk.folder, 'down');
    await killedAfter(900, 'home-down', 'mount', folder, '--all');
    if ((await done('home-down', 'mounts')).length === 0) {
      await rm(folder, { recursive: true, force: true });
      await done('home-down', 'mount', folder, '--all');
    }
    for (const wait of [600, 800]) await killedAfter(wait, 'home-down', 'sync', folder);
    await done('home-down', 'sync', folder);
    const names = await readdir(join(folder, 'Plans'));
    assert.equal(names.length, files);
    for (let index = 0; index < files; index += 1)
      assert.equal(await readFile(join(folder, 'Plans', nameOf(index)), 'utf8'), `content ${index}`);
  });
});

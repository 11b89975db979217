import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const main = fileURLToPath(new URL('./main.mjs', import.meta.url));
let room: string;
before(async () => {
  room = await mkdtemp(join(tmpdir(), 'gatehouse-drive-compiled-'));
});
after(() => rm(room, { recursive: true, force: true }));

async function helped(home: string): Promise<string> {
  const { NODE_COMPILE_CACHE: _, NODE_DISABLE_COMPILE_CACHE: __, ...env } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, [main, 'help'], {
    env: { ...env, DRIVE_HOME: home },
  });
  return stdout;
}

test('what Node makes of the modules is kept in the folder of an install', async () => {
  const home = join(room, 'home');
  await mkdir(home, { mode: 0o700 });
  const said = await helped(home);
  assert.deepEqual(await readdir(home), ['compiled']);
  assert.equal(await helped(home), said);
});

test('no folder is made for it', async () => {
  await helped(join(room, 'absent'));
  assert.equal((await readdir(room)).includes('absent'), false);
});

if (process.platform !== 'win32')
  test('it is not kept where others can write', async () => {
    const home = join(room, 'open');
    await mkdir(home);
    await chmod(home, 0o777);
    await helped(home);
    assert.deepEqual(await readdir(home), []);
  });

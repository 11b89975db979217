import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { systemRandom } from '@gatehouse/service';
import { addKey, createKeyFile, holdKeyFile, readKeyFile } from './key-file.ts';

test('the key file is made by command, for its owner only, never over another; a rotation keeps the old key', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'link-keys-'));
  const dataDir = join(folder, 'data');
  const file = join(folder, 'vault.keys');
  await assert.rejects(readKeyFile(file, dataDir), /There is no key file .*: make one/);
  await createKeyFile(file, systemRandom);
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  const first = await readKeyFile(file, dataDir);
  await assert.rejects(createKeyFile(file, systemRandom), /is there already/);
  await addKey(file, systemRandom);
  const second = await readKeyFile(file, dataDir);
  assert.deepEqual(second.ids().slice(1), first.ids());
  assert.equal((await readFile(file, 'utf8')).trim().split('\n').length, 2);
  await rm(folder, { recursive: true });
});

test('a key file that others can read, that lies with its database, or that is not random stops the start', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'link-keys-'));
  const file = join(folder, 'vault.keys');
  await createKeyFile(file, systemRandom);
  await assert.rejects(readKeyFile(file, folder), /with the database it protects/);
  // Nor by a link: to the file, or to the folder.
  const elsewhere = join(folder, 'elsewhere');
  await mkdir(elsewhere);
  await symlink(file, join(elsewhere, 'keys'));
  await symlink(folder, join(elsewhere, 'data'));
  await assert.rejects(readKeyFile(join(elsewhere, 'keys'), folder), /with the database it protects/);
  await assert.rejects(readKeyFile(file, join(elsewhere, 'data')), /with the database it protects/);
  await chmod(file, 0o640);
  await assert.rejects(readKeyFile(file, join(folder, 'data')), /chmod 600/);
  await writeFile(file, `${Buffer.alloc(32).toString('base64url')}\n`);
  await chmod(file, 0o600);
  await assert.rejects(readKeyFile(file, join(folder, 'data')), /not random/);
  await rm(folder, { recursive: true });
});

test('a rotation keeps others away until it ends', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'link-keys-'));
  const file = join(folder, 'vault.keys');
  await createKeyFile(file, systemRandom);
  {
    using _held = holdKeyFile(file);
    assert.throws(() => holdKeyFile(file), /is being rotated by another process/);
  }
  holdKeyFile(file)[Symbol.dispose]();
  await rm(folder, { recursive: true });
});

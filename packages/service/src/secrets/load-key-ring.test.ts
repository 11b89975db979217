import assert from 'node:assert/strict';
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { systemRandom } from '../random.ts';
import { loadKeyRing } from './load-key-ring.ts';

const folder = await mkdtemp(join(tmpdir(), 'gatehouse-keys-'));
after(() => rm(folder, { recursive: true }));
const newKey = () => Buffer.from(systemRandom.bytes(32)).toString('base64url');

test('a missing file is created for its owner alone, with nothing left beside it, and read again next time', async () => {
  const file = join(folder, 'two', 'fresh', 'keys');
  const created = await loadKeyRing({ file }, systemRandom);
  const again = await loadKeyRing({ file }, systemRandom);
  assert.equal(again.currentId, created.currentId);
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  assert.deepEqual(await readdir(join(folder, 'two', 'fresh')), ['keys']);
});

test('of many that start at once, all get the same key', async () => {
  const file = join(folder, 'race', 'keys');
  const rings = await Promise.all(Array.from({ length: 20 }, () => loadKeyRing({ file }, systemRandom)));
  assert.equal(new Set(rings.map((ring) => ring.currentId)).size, 1);
  assert.deepEqual(await readdir(join(folder, 'race')), ['keys']);
});

test('a file that others can read is refused', async () => {
  const file = join(folder, 'open');
  await writeFile(file, newKey());
  await chmod(file, 0o640);
  await assert.rejects(loadKeyRing({ file }, systemRandom), {
    name: 'SettingsError',
    message: `The key file ${file} can be read by others (mode 640): run chmod 600 on it.`,
  });
});

test('an existing file that holds no whole key is refused, and left as it is', async () => {
  const file = join(folder, 'broken');
  for (const text of ['', 'c2hvcnQ', `${newKey()}\nrubbish`]) {
    await writeFile(file, text, { mode: 0o600 });
    await assert.rejects(loadKeyRing({ file }, systemRandom), (error: Error) => {
      assert.match(error.message, /must hold one or more different keys/);
      assert.ok(text.length < 43 || !error.message.includes(text.slice(0, 43)));
      return true;
    });
    assert.equal((await stat(file)).size, text.length);
  }
});

test('keys given inline win over the file, newest first', async () => {
  const [a, b] = [newKey(), newKey()];
  const ring = await loadKeyRing({ inline: `${a}, ${b}`, file: join(folder, 'never') }, systemRandom);
  const single = await loadKeyRing({ inline: a, file: join(folder, 'never') }, systemRandom);
  assert.equal(ring.ids().length, 2);
  assert.equal(ring.currentId, single.currentId);
  await assert.rejects(stat(join(folder, 'never')), { code: 'ENOENT' });
});

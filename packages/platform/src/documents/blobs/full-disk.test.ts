import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';

const program = `
  const { openDiskBlobs } = await import(process.env.DISK_BLOBS);
  const { readdirSync } = await import('node:fs');
  const { systemRandom } = await import('@gatehouse/service');
  const blobs = await openDiskBlobs(process.env.FOLDER + '/blobs', systemRandom);
  async function* content() { for (let n = 0; n < 100; n += 1) yield Buffer.alloc(65536, n); }
  async function* small() { yield Buffer.from('small'); }
  const failure = await blobs.receive(content(), { maxBytes: 1e9 }).catch((error) => error);
  async function* several() { for (const size of [10, 2e6]) yield { bytes: Buffer.alloc(size), sha256: 'a'.repeat(64) }; }
  const each = await blobs.receiveEach(several()).catch((error) => error);
  const kept = await blobs.receive(small(), { maxBytes: 1e9 });
  await kept.keep();
  const left = readdirSync(process.env.FOLDER + '/blobs/incoming');
  let stored = 0;
  for await (const _ of blobs.stored()) stored += 1;
  console.log(JSON.stringify({ each: each.reason, stored, reason: failure.reason, code: failure.cause?.code, left, small: await blobs.has(kept) }));
`;

// `ulimit -f` is the one limit on space that a process may set for itself: the system answers as on a full disk.
const claim = 'a disk that is full is said to be so, and gets its space back';
if (process.platform !== 'win32')
  it(claim, () => {
    const folder = mkdtempSync(join(tmpdir(), 'gatehouse-full-'));
    const command = 'trap "" XFSZ; ulimit -f 1024; exec "$0" --input-type=module -e "$1"';
    const { stdout, stderr } = spawnSync('/bin/sh', ['-c', command, process.execPath, program], {
      cwd: fileURLToPath(new URL('.', import.meta.url)),
      env: {
        PATH: process.env.PATH,
        FOLDER: folder,
        DISK_BLOBS: new URL('disk-blobs.ts', import.meta.url).href,
      },
      encoding: 'utf8',
    });
    rmSync(folder, { recursive: true, force: true });
    const expected = {
      each: 'no_space',
      stored: 1,
      reason: 'no_space',
      code: 'EFBIG',
      left: [],
      small: true,
    };
    assert.deepEqual(JSON.parse(stdout || JSON.stringify(stderr)), expected);
  });

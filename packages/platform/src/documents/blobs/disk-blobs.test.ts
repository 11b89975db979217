import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { systemRandom } from '@gatehouse/service';
import type { BlobStore } from './blob-store.ts';
import { blobStoreConformance } from './conformance.test-support.ts';
import { openDiskBlobs } from './disk-blobs.ts';

const unlimited = { maxBytes: Number.MAX_SAFE_INTEGER };

describe('blobs on disk', () => {
  let folder: string;
  let blobs: BlobStore;

  before(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'gatehouse-blobs-')), 'blobs');
    blobs = await openDiskBlobs(folder, systemRandom);
  });

  after(() => rm(join(folder, '..'), { recursive: true, force: true }));

  blobStoreConformance('a folder', () => blobs);

  const incoming = () => readdir(join(folder, 'incoming'));

  it('leave nothing where bytes arrive', async () => {
    assert.deepEqual(await incoming(), []);
  });

  it('are removed at the start where a dead process left them half-received, and only those', async () => {
    const rest = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    async function* arriving() {
      yield randomBytes(10);
      begun.resolve();
      await rest.promise;
    }
    const receiving = blobs.receive(arriving(), unlimited);
    await begun.promise;
    const [living = ''] = await incoming();
    const dead = living.split('.').with(1, '4194303').with(2, 'earlier').join('.');
    const reborn = living.split('.').with(2, 'earlier').join('.');
    await writeFile(join(folder, 'incoming', dead), 'half');
    await writeFile(join(folder, 'incoming', reborn), 'half');
    await openDiskBlobs(folder, systemRandom);
    assert.deepEqual(await incoming(), [living]);
    rest.resolve();
    const alive = await receiving;
    await alive.keep();
    assert.equal(await blobs.has(alive), true);
  });

  it('of an earlier layout lie under their digest alone, and are found there', async () => {
    const digest = createHash('sha256').update('of old').digest('hex');
    await mkdir(join(folder, digest.slice(0, 2), digest.slice(2, 4)), { recursive: true });
    await writeFile(join(folder, digest.slice(0, 2), digest.slice(2, 4), digest), 'of old');
    assert.equal(await text(await blobs.open({ location: digest })), 'of old');
  });

  it('are closed to other users of the machine', async () => {
    const received = await blobs.receive(Readable.from([randomBytes(10)]), unlimited);
    await received.keep();
    const { location } = received;
    const path = join(folder, location.slice(0, 2), location.slice(2, 4), location);
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    assert.equal((await stat(join(path, '..'))).mode & 0o777, 0o700);
  });
});

import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { systemRandom } from '@gatehouse/service';
import fc from 'fast-check';
import { BlobError, type BlobStore } from './blob-store.ts';
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

  const incoming = () => readdir(join(folder, 'incoming'));
  const readBack = async (sha256: string) => await buffer(await blobs.open(sha256));
  const files = async () => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
  };

  it('gives back what it took in, under the digest of it, however it was cut', async () => {
    const chunks = fc.array(fc.uint8Array({ maxLength: 5_000 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(chunks, async (content) => {
        const whole = Buffer.concat(content);
        const received = await blobs.receive(Readable.from(content), unlimited);
        assert.equal(received.sha256, createHash('sha256').update(whole).digest('hex'));
        assert.equal(received.size, whole.length);
        await received.keep();
        assert.deepEqual(await readBack(received.sha256), whole);
      }),
      { numRuns: 40 },
    );
    assert.deepEqual(await incoming(), []);
  });

  it('gives a range with both its ends', async () => {
    const received = await blobs.receive(Readable.from([Buffer.from('0123456789')]), unlimited);
    await received.keep();
    const part = await buffer(await blobs.open(received.sha256, { first: 2, last: 5 }));
    assert.equal(part.toString(), '2345');
  });

  it('shows nothing before it is kept, and nothing after it was discarded', async () => {
    const received = await blobs.receive(Readable.from([randomBytes(100)]), unlimited);
    assert.equal(await blobs.has(received.sha256), false);
    await assert.rejects(blobs.open(received.sha256), { reason: 'missing' });
    await received.discard();
    assert.equal(await blobs.has(received.sha256), false);
    assert.deepEqual(await incoming(), []);
  });

  it('keeps identical content once, also when it arrives twice at the same time', async () => {
    const content = randomBytes(50_000);
    const count = (await files()).length;
    const both = await Promise.all([
      blobs.receive(Readable.from([content]), unlimited),
      blobs.receive(Readable.from([content]), unlimited),
    ]);
    await Promise.all(both.flatMap((received) => [received.keep(), received.keep()]));
    assert.equal((await files()).length, count + 1);
    assert.deepEqual(await readBack(both[0].sha256), content);
  });

  it('takes a discard after keeping as nothing to do', async () => {
    const received = await blobs.receive(Readable.from([randomBytes(100)]), unlimited);
    await received.keep();
    await received.discard();
    assert.equal(await blobs.has(received.sha256), true);
  });

  it('refuses content beyond the limit, reads no further and gives the space back', async () => {
    let read = 0;
    async function* endless() {
      for (;;) {
        read += 1;
        yield Buffer.alloc(1000);
      }
    }
    await assert.rejects(blobs.receive(endless(), { maxBytes: 2500 }), { reason: 'too_large' });
    assert.equal(read, 3);
    assert.deepEqual(await incoming(), []);
    const exact = await blobs.receive(Readable.from([Buffer.alloc(2500)]), { maxBytes: 2500 });
    await exact.discard();
  });

  it('tells a sender that broke off, and leaves nothing', async () => {
    async function* broken() {
      yield Buffer.from('half');
      throw new Error('the connection is gone');
    }
    const failure = await blobs.receive(broken(), unlimited).catch((error) => error);
    assert(failure instanceof BlobError);
    assert.equal(failure.reason, 'interrupted');
    assert.deepEqual(await incoming(), []);
  });

  it('removes at the start what a dead process left, and only that', async () => {
    const alive = await blobs.receive(Readable.from([randomBytes(10)]), unlimited);
    const [living = ''] = await incoming();
    const dead = living.split('.').with(1, '4194303').with(2, 'earlier').join('.');
    const reborn = living.split('.').with(2, 'earlier').join('.');
    await writeFile(join(folder, 'incoming', dead), 'half');
    await writeFile(join(folder, 'incoming', reborn), 'half');
    await openDiskBlobs(folder, systemRandom);
    assert.deepEqual(await incoming(), [living]);
    await alive.keep();
    assert.equal(await blobs.has(alive.sha256), true);
  });

  it('makes a path of nothing but a digest', async () => {
    for (const name of ['../../etc/passwd', '', 'A'.repeat(64), `${'a'.repeat(63)}/`]) {
      await assert.rejects(blobs.open(name), RangeError);
      assert.throws(() => blobs.has(name), RangeError);
    }
  });

  it('keeps blobs from other users of the machine', async () => {
    const received = await blobs.receive(Readable.from([randomBytes(10)]), unlimited);
    await received.keep();
    const { sha256 } = received;
    const path = join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    assert.equal((await stat(join(path, '..'))).mode & 0o777, 0o700);
  });
});

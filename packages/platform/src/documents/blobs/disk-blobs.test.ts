import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { systemRandom } from '@gatehouse/service';
import type { BlobStore, Located } from './blob-store.ts';
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

  it('give back the memory of what nobody else holds as soon as it is written, and no other', async () => {
    const bytes = randomBytes(100_000);
    const chunks = () => [
      Uint8Array.from(bytes),
      new Uint8Array(bytes.buffer, 0, 50_000),
      bytes.subarray(0, 10),
    ];
    const whole = Buffer.concat(chunks());
    const sha256 = createHash('sha256').update(whole).digest('hex');
    for (const spent of [true, false]) {
      const content = chunks();
      const received = await blobs.receive(Readable.from(content), { ...unlimited, spent });
      await received.keep();
      assert.equal(received.sha256, sha256);
      assert.ok((await buffer(await blobs.open(received))).equals(whole));
      const left = content.map(({ byteLength }) => byteLength);
      assert.deepEqual(left, [spent ? 0 : 100_000, 50_000, 10]);
    }
  });

  it('hold no piece of what comes in small pieces, and keep their order among large ones', async () => {
    const bytes = randomBytes(300_000);
    async function* pieces() {
      const small = Buffer.alloc(7);
      for (let at = 0; at < bytes.length; ) {
        const size = at % 3 === 0 && at > 100_000 ? 20_000 : small.length;
        const piece = bytes.subarray(at, at + size);
        at += piece.length;
        if (piece.length > small.length) yield Buffer.from(piece);
        // The same memory each time: what is held would be overwritten.
        else yield small.subarray(0, piece.copy(small));
      }
    }
    for (const spent of [true, false]) {
      const received = await blobs.receive(pieces(), { ...unlimited, spent });
      await received.keep();
      assert.ok((await buffer(await blobs.open(received))).equals(bytes));
      assert.equal(received.sha256, createHash('sha256').update(bytes).digest('hex'));
    }
  });

  it('are whole where they were sent to the disk while more of them came', async () => {
    const hash = createHash('sha256');
    function* mebibytes() {
      for (let number = 0; number < 70; number += 1) {
        const bytes = Buffer.alloc(2 ** 20, number);
        hash.update(bytes);
        yield bytes;
      }
    }
    const received = await blobs.receive(Readable.from(mebibytes()), { ...unlimited, spent: true });
    await received.keep();
    const stored = createHash('sha256');
    for await (const bytes of await blobs.open(received)) stored.update(bytes);
    assert.deepEqual([received.size, received.sha256], [70 * 2 ** 20, hash.digest('hex')]);
    assert.equal(stored.digest('hex'), received.sha256);
  });

  it('arrive whole at everybody who asks at once, however slowly they read', async () => {
    const content = randomBytes(5_300_000);
    const received = await blobs.receive(Readable.from([content]), unlimited);
    await received.keep();
    const server = createServer((_, response) => {
      blobs.open(received, { first: 3, last: 5_200_000 }).then((bytes) => bytes.pipe(response));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const ask = async (pause: number) => {
      const [response] = await once(request({ host: '127.0.0.1', port }).end(), 'response');
      const pieces: Buffer[] = [];
      for await (const piece of response) {
        pieces.push(piece);
        if (pieces.length % 10 === 0) await wait(pause);
      }
      assert.ok(Buffer.concat(pieces).equals(content.subarray(3, 5_200_001)));
    };
    try {
      await Promise.all([0, 1, 2, 3].map(ask));
    } finally {
      server.close();
    }
  });

  it('are closed when whoever asked goes away in the middle', async () => {
    const received = await blobs.receive(Readable.from([randomBytes(20_000_000)]), unlimited);
    await received.keep();
    const closed = Promise.withResolvers<void>();
    const server = createServer((_, response) => {
      blobs.open(received).then((bytes) => {
        bytes.once('close', closed.resolve);
        response.once('close', () => bytes.destroy());
        bytes.pipe(response);
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      const asked = request({ host: '127.0.0.1', port }).end();
      const [response] = await once(asked, 'response');
      await once(response, 'readable');
      response.destroy();
      await closed.promise;
    } finally {
      server.close();
    }
  });

  it('are closed to other users of the machine', async () => {
    const received = await blobs.receive(Readable.from([randomBytes(10)]), unlimited);
    await received.keep();
    const { location } = received;
    const path = join(folder, location.slice(0, 2), location.slice(2, 4), location);
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    assert.equal((await stat(join(path, '..'))).mode & 0o777, 0o700);
  });

  describe('joined of parts', () => {
    const pieces = [randomBytes(200_000), randomBytes(1), randomBytes(70_000)];
    const whole = Buffer.concat(pieces);
    const sha256 = createHash('sha256').update(whole).digest('hex');
    const kept = async () => {
      const parts = [];
      for (const piece of pieces) parts.push(await blobs.receive(Readable.from([piece]), unlimited));
      return parts;
    };
    const joined = async (parts: readonly Located[]) => {
      assert.ok(blobs.joining);
      return await blobs.joining.join(parts, sha256);
    };

    it('are the bytes of all, whatever becomes of the parts', async () => {
      const parts = await kept();
      const blob = await joined(parts);
      for (const part of parts) await blobs.remove(part);
      assert.deepEqual(await buffer(await blobs.open(blob)), whole);
      for (const [first, last] of [
        [0, 0],
        [199_999, 200_001],
        [200_000, 200_000],
        [150_000, 270_000],
      ] as const)
        assert.deepEqual(
          await buffer(await blobs.open(blob, { first, last })),
          whole.subarray(first, last + 1),
        );
    });

    it('are one of all that is stored, and go as one', async () => {
      const parts = await kept();
      const blob = await joined(parts);
      const locations = [];
      for await (const { location } of blobs.stored()) locations.push(location);
      assert.equal(locations.filter((location) => location === blob.location).length, 1);
      await blobs.remove(blob);
      await blobs.remove(blob);
      assert.equal(await blobs.has(blob), false);
      await assert.rejects(blobs.open(blob), { reason: 'missing' });
      assert.deepEqual(await incoming(), []);
      assert.deepEqual(await buffer(await blobs.open(parts[0] ?? { location: '' })), pieces[0]);
    });

    it('are nothing where a part is missing', async () => {
      const parts = await kept();
      for (const part of parts.slice(1)) await blobs.remove(part);
      await assert.rejects(joined(parts), { reason: 'missing' });
      assert.deepEqual(await incoming(), []);
    });
  });
});

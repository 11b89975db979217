import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { systemRandom } from '@gatehouse/service';
import type { BlobStore, Joining, Located } from '../blobs/blob-store.ts';
import { openDiskBlobs } from '../blobs/disk-blobs.ts';
import { digestOf, hashAhead } from './running-digest.ts';

describe('the digest of an upload', () => {
  let room: string;
  let blobs: BlobStore;
  let joining: Joining;
  let parts: readonly Located[];
  const pieces = [1, 2, 3, 4].map((size) => randomBytes(size * 1_000));
  const all = Buffer.concat(pieces);
  const whole = { sha256: createHash('sha256').update(all).digest('hex'), size: all.length };
  const store = (piece: Buffer) => blobs.receive(Readable.from([piece]), { maxBytes: 1e6 });

  before(async () => {
    room = await mkdtemp(join(tmpdir(), 'gatehouse-digest-'));
    blobs = await openDiskBlobs(join(room, 'blobs'), systemRandom);
    assert.ok(blobs.joining);
    joining = blobs.joining;
    parts = await Promise.all(pieces.map(store));
  });
  after(() => rm(room, { recursive: true, force: true }));

  const ahead = (id: string, ...numbers: readonly number[]) => {
    for (const number of numbers) hashAhead(joining, id, number, parts[number - 1] ?? { location: '' });
  };

  for (const order of [[], [1, 2, 3, 4], [2, 1, 4, 3], [3, 4], [1]])
    it(`is that of its bytes when parts ${order.join(', ') || 'none'} were seen arriving`, async () => {
      ahead(order.join(), ...order);
      assert.deepEqual(await digestOf(joining, order.join(), parts), whole);
    });

  it('is that of the parts it is asked of, whatever was hashed before', async () => {
    ahead('other', 2, 3);
    hashAhead(joining, 'other', 1, await store(randomBytes(10)));
    assert.deepEqual(await digestOf(joining, 'other', parts), whole);
  });

  it('is that of its bytes though a part could not be read at first', async () => {
    const lost = await store(randomBytes(10));
    await blobs.remove(lost);
    hashAhead(joining, 'lost', 1, lost);
    assert.deepEqual(await digestOf(joining, 'lost', parts), whole);
  });
});

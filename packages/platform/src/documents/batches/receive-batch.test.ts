import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { systemRandom } from '@gatehouse/service';
import type { BlobStore } from '../blobs/blob-store.ts';
import { openDiskBlobs } from '../blobs/disk-blobs.ts';
import { listOf } from './batch.test-support.ts';
import { receiveBatch } from './receive-batch.ts';
import { Turns } from './turns.ts';

describe('the bytes of a batch', () => {
  let folder: string;
  let blobs: BlobStore;
  before(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'gatehouse-batch-')), 'blobs');
    blobs = await openDiskBlobs(folder, systemRandom);
  });
  after(() => rm(join(folder, '..'), { recursive: true, force: true }));

  const meant = Array.from({ length: 50 }, (_, index) => ({
    parent_id: 1,
    name: `${index}.txt`,
    text: `the text of ${index}`,
  }));
  const bytes = Buffer.from(meant.map(({ text }) => text).join(''));
  const files = async () => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).length;
  };
  const receive = async (stream: AsyncIterable<Buffer>, turns = new Turns()) => {
    const call = { fields: { files: listOf(meant) }, place: { companyId: 1, projectId: null, personId: 1 } };
    return await receiveBatch({ blobs }, turns, { field: 'data', stream }, call);
  };

  it('open no file before the last of them is there', async () => {
    let opened = -1;
    async function* dawdling() {
      yield bytes.subarray(0, -1);
      opened = await files();
      yield bytes.subarray(-1);
    }
    const receipt = await receive(dawdling());
    assert.ok('kept' in receipt);
    assert.deepEqual([opened, await files()], [0, meant.length]);
    for (const { blob } of receipt.kept) await blob?.discard();
  });

  it('are copied as they come, so that no piece of them is held', async () => {
    async function* dribbling() {
      const piece = Buffer.alloc(1);
      for (const byte of bytes) {
        piece[0] = byte;
        yield piece;
      }
    }
    const receipt = await receive(dribbling());
    assert.ok('kept' in receipt);
    for (const [index, { blob }] of receipt.kept.entries()) {
      assert.ok(blob !== null, String(index));
      assert.equal(await text(await blobs.open(blob)), `the text of ${index}`);
      await blob.discard();
    }
  });

  it('leave their turn to the next, however they end', async () => {
    const turns = new Turns({ inAll: 1, ofOnePerson: 1 });
    async function* broken() {
      yield bytes.subarray(0, 5);
      throw new Error('gone');
    }
    async function* of(...pieces: Buffer[]) {
      yield* pieces;
    }
    const short = of(bytes.subarray(1));
    const long = of(bytes, Buffer.from('x'));
    const receipts = await Promise.all(
      [broken(), short, long, of(bytes)].map((content) => receive(content, turns)),
    );
    const statuses = receipts.map((receipt) => ('reply' in receipt ? receipt.reply.status : 'kept'));
    assert.deepEqual(statuses, [400, 400, 400, 'kept']);
    assert.equal(await files(), meant.length);
  });
});

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { systemRandom } from '@gatehouse/service';
import type { BlobStore, Located } from '../blobs/blob-store.ts';
import { openDiskBlobs } from '../blobs/disk-blobs.ts';
import { contentsForm } from './contents-form.ts';

describe('contents that are sent together', () => {
  let folder: string;
  let blobs: BlobStore;
  before(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'gatehouse-form-')), 'blobs');
    blobs = await openDiskBlobs(folder, systemRandom);
  });
  after(() => rm(join(folder, '..'), { recursive: true, force: true }));

  async function formOf(sizes: readonly number[]) {
    const contents = await Promise.all(
      sizes.map((size, index) =>
        blobs.receive(Readable.from([Buffer.alloc(size, index)]), { maxBytes: size }),
      ),
    );
    const opened: Located[] = [];
    const counted: BlobStore = {
      ...blobs,
      open: (content, range) => {
        opened.push(content);
        return blobs.open(content, range);
      },
    };
    return { opened, form: contentsForm({ blobs: counted, random: systemRandom }, [], contents) };
  }

  it('are not fetched for a client that does not read them, beyond what is on its way', async () => {
    const { opened, form } = await formOf(Array.from({ length: 8 }, () => 2 ** 20));
    const sent = form.body[Symbol.asyncIterator]();
    // The head, and the first content: nobody takes the second.
    await sent.next();
    await sent.next();
    assert.ok(opened.length <= 4, String(opened.length));
    await sent.return?.();
  });

  it('come whole and in their order, whatever their sizes', async () => {
    const sizes = [3, 0, 2 ** 20, 5, 2 ** 20, 2 ** 20, 0, 1, 70_000, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9];
    const { form } = await formOf(sizes);
    const all = await buffer(form.body);
    assert.equal(all.length, form.length);
    const bytes = Buffer.concat(sizes.map((size, index) => Buffer.alloc(size, index)));
    assert.ok(all.includes(bytes));
  });
});

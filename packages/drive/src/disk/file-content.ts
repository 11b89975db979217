import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { hashRange } from '@gatehouse/service/hashing';
import type { UploadContent } from '../ports/remote.ts';
import { onDisk } from './disk-failure.ts';

const chunkSize = 256 * 1024;

/** A file of this machine on its way up, with the digest that its bytes have now. */
export async function fileContent(path: string): Promise<UploadContent> {
  const { size } = await onDisk(() => stat(path));
  const hash = createHash('sha256');
  let read = 0;
  for await (const chunk of bytesOf(path, 0, size)) {
    hash.update(chunk);
    read += chunk.length;
  }
  return {
    size: read,
    sha256: hash.digest('hex'),
    open: (from, to) => bytesOf(path, from, to),
    async digest(from, to) {
      await using file = await onDisk(() => open(path));
      return await onDisk(() => hashRange(file.fd, from, to));
    },
  };
}

async function* bytesOf(path: string, from: number, to: number): AsyncGenerator<Uint8Array> {
  if (from >= to) return;
  const stream = createReadStream(path, { start: from, end: to - 1, highWaterMark: chunkSize });
  const chunks = stream[Symbol.asyncIterator]();
  for (;;) {
    const { done, value } = await onDisk(() => chunks.next());
    if (done === true) return;
    yield value as Uint8Array;
  }
}

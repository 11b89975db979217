import { fstatSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ByteRange } from './blob-store.ts';
import { ContentStream, type Source } from './content-stream.ts';

/** Up to here all is read at once, which costs half of what a stream does. */
const small = 64 * 1024;

/** The bytes of an open file, or those of a range; it is closed when they have been read, or are not wanted. */
export async function contentOf(file: FileHandle, range: ByteRange | undefined): Promise<Readable> {
  const start = range?.first ?? 0;
  const end = range?.last ?? fstatSync(file.fd).size - 1;
  const length = end - start + 1;
  if (length > small) return new ContentStream(sourceIn(file, start), length);
  try {
    const buffer = Buffer.allocUnsafe(Math.max(0, length));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
    return Readable.from([buffer.subarray(0, bytesRead)]);
  } finally {
    await file.close();
  }
}

/** The bytes of an open file from a place on. */
export function sourceIn(file: FileHandle, start: number): Source {
  let at = start;
  return {
    async read(room) {
      const { bytesRead } = await file.read(room, 0, room.byteLength, at);
      at += bytesRead;
      return bytesRead;
    },
    close: () => file.close(),
  };
}

import { createHash } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { BlobError } from './blob-store.ts';

/** What arrived whole. The file is still open, and not yet on the disk: whoever took it in syncs and closes it. */
export interface TakenIn {
  readonly sha256: string;
  readonly size: number;
  readonly file: FileHandle;
}

/**
 * Writes content to a new file, hashing on the way. While a chunk is written the
 * next is received and hashed, so two are in memory. If anything goes wrong the file is removed, which also gives a
 * full disk its space back.
 * @throws BlobError
 */
export async function takeIn(
  content: AsyncIterable<Uint8Array>,
  path: string,
  maxBytes: number,
): Promise<TakenIn> {
  const hash = createHash('sha256');
  let size = 0;
  const file = await open(path, 'wx', 0o600).catch((error) => {
    throw storageFailure(error);
  });
  let writing = Promise.resolve();
  try {
    for await (const chunk of interruptible(content)) {
      size += chunk.byteLength;
      if (size > maxBytes) throw new BlobError('too_large');
      hash.update(chunk);
      await writing;
      writing = writeAll(file, chunk);
      // A failed write is met when it is waited for; until then it is nobody's unhandled rejection.
      writing.catch(() => {});
    }
    await writing;
  } catch (error) {
    // The file is closed by whoever wrote to it last.
    await writing.catch(() => {});
    await file.close().catch(() => {});
    await unlink(path);
    throw storageFailure(error);
  }
  return { sha256: hash.digest('hex'), size, file };
}

/** Tells a sender that broke off from a disk that failed. */
export async function* interruptible(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const chunks = content[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await chunks.next().catch((error: unknown) => {
        throw error instanceof BlobError ? error : new BlobError('interrupted', { cause: error });
      });
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await chunks.return?.().catch(() => {});
  }
}

/** A write may take less than it was given; the rest must follow, or the blob would have a hole. */
async function writeAll(file: Awaited<ReturnType<typeof open>>, chunk: Uint8Array): Promise<void> {
  for (let written = 0; written < chunk.byteLength; ) {
    const { bytesWritten } = await file.write(chunk, written, chunk.byteLength - written);
    written += bytesWritten;
  }
}

/** The failures we have words for; any other is a fault of ours and stays what it is. */
export function storageFailure(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG')
    return new BlobError('no_space', { cause: error });
  if (code === 'ENOENT') return new BlobError('missing', { cause: error });
  return error;
}

import { createHash } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { BlobError } from './blob-store.ts';

/** What arrived whole. The file is still open, and not yet on the disk: whoever took it in syncs and closes it. */
export interface TakenIn {
  readonly sha256: string;
  readonly size: number;
  readonly file: FileHandle;
}

/** Bytes that are written by one call: the call costs more than to copy what a network gives at a time. */
const enough = 512 * 1024;

/**
 * Writes content to a new file, hashing on the way. While some chunks are written the next are received and hashed, so
 * about twice `enough` is in memory. If anything goes wrong the file is removed, which also gives a full disk its
 * space back.
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
  let chunks: Uint8Array[] = [];
  let waiting = 0;
  const write = async () => {
    await writing;
    writing = writeAll(file, chunks);
    // A failed write is met when it is waited for; until then it is nobody's unhandled rejection.
    writing.catch(() => {});
    [chunks, waiting] = [[], 0];
  };
  try {
    for await (const chunk of interruptible(content)) {
      size += chunk.byteLength;
      if (size > maxBytes) throw new BlobError('too_large');
      hash.update(chunk);
      chunks.push(chunk);
      waiting += chunk.byteLength;
      if (waiting >= enough) await write();
    }
    if (waiting > 0) await write();
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
async function writeAll(file: FileHandle, chunks: readonly Uint8Array[]): Promise<void> {
  for (let left = [...chunks]; left.length > 0; ) {
    let { bytesWritten } = await file.writev(left);
    while (left[0] !== undefined && bytesWritten >= left[0].byteLength)
      bytesWritten -= left.shift()?.byteLength ?? 0;
    if (left[0] !== undefined) left = [left[0].subarray(bytesWritten), ...left.slice(1)];
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

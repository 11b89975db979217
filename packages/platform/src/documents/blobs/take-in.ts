import { createHash } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { type Hashing, startHashing } from '@gatehouse/service/hashing';
import { BlobError, type Taking } from './blob-store.ts';

/** What arrived whole. The file is still open, and not yet on the disk: whoever took it in syncs and closes it. */
export interface TakenIn {
  readonly sha256: string;
  readonly size: number;
  readonly file: FileHandle;
}

/** Bytes that are written by one call: the call costs more than to copy what a network gives at a time. */
const enough = 512 * 1024;

/** What is written meanwhile goes to the disk while more arrives, so that little of it is left to wait for at the end. */
const flushed = 32 * 1024 * 1024;

/**
 * Smaller chunks may share their memory with others. They are copied together: one byte with an object of its own,
 * which is what a sender can cut a content into, costs a hundred.
 */
const worthGivingBack = 16 * 1024;

/** The memory that small chunks are copied to. */
const roomForSmall = 64 * 1024;

/**
 * Writes content to a new file, hashing on the way. While some chunks are written or hashed the next are received, so
 * about three times `enough` is in memory. If anything goes wrong the file is removed, which also gives a full disk its
 * space back.
 * @throws BlobError
 */
export async function takeIn(
  content: AsyncIterable<Uint8Array>,
  path: string,
  { maxBytes, spent = false }: Taking,
): Promise<TakenIn> {
  let size = 0;
  const file = await open(path, 'wx', 0o600).catch((error) => {
    throw storageFailure(error);
  });
  let hashing: Hashing | undefined;
  let [hashedBefore, hashed] = [Promise.resolve(), Promise.resolve()];
  let writing = Promise.resolve();
  let flushing = Promise.resolve();
  let unflushed = 0;
  let chunks: Uint8Array[] = [];
  let waiting = 0;
  // What was copied and is no chunk yet lies in `room` from `first` to `next`.
  let [room, first, next] = [Buffer.alloc(0), 0, 0];
  const endCopies = () => {
    if (next > first) chunks.push(room.subarray(first, next));
    first = next;
  };
  const copy = (chunk: Uint8Array) => {
    for (let at = 0; at < chunk.byteLength; ) {
      if (next === room.byteLength) {
        endCopies();
        [room, first, next] = [Buffer.allocUnsafeSlow(roomForSmall), 0, 0];
      }
      const piece = chunk.subarray(at, at + room.byteLength - next);
      room.set(piece, next);
      next += piece.byteLength;
      at += piece.byteLength;
    }
  };
  const write = async (isLast: boolean) => {
    endCopies();
    await writing;
    await hashedBefore;
    if (unflushed >= flushed) {
      await flushing;
      flushing = handled(file.datasync());
      unflushed = 0;
    }
    // Told to a thread, a small file would wait for it longer than it takes to be hashed here.
    hashing ??= spent && !isLast ? startHashing() : hashHere(spent);
    const [written, digest] = [chunks, hashing];
    writing = handled(writeAll(file, written));
    hashedBefore = hashed;
    hashed = handled(writing.then(() => digest.update(written)));
    unflushed += waiting;
    [chunks, waiting] = [[], 0];
  };
  try {
    for await (const chunk of interruptible(content)) {
      size += chunk.byteLength;
      if (size > maxBytes) throw new BlobError('too_large');
      if (chunk.byteLength < worthGivingBack) copy(chunk);
      else {
        endCopies();
        chunks.push(chunk);
      }
      waiting += chunk.byteLength;
      if (waiting >= enough) await write(false);
    }
    if (waiting > 0) await write(true);
    await writing;
    await hashedBefore;
    await hashed;
    // A disk tells of a lost write once: whoever syncs next is told that all is well.
    await flushing;
    const sha256 = await (hashing ?? hashHere(spent)).digest();
    return { sha256, size, file };
  } catch (error) {
    // The file is closed by whoever wrote to it last.
    await Promise.allSettled([writing, flushing, hashed]);
    hashing?.drop();
    await file.close().catch(() => {});
    await unlink(path);
    throw storageFailure(error);
  }
}

/** A failure is met when it is waited for; until then it is nobody's unhandled rejection. */
function handled(work: Promise<void>): Promise<void> {
  work.catch(() => {});
  return work;
}

/**
 * The digest made in this thread. What is `spent` is freed instead of being left to the garbage collector, which goes
 * through all objects of the process for every 32 MiB or so of such chunks: that is most of the processor time, and of
 * the memory, of a large upload.
 */
function hashHere(spent: boolean): Hashing {
  const hash = createHash('sha256');
  return {
    async update(pieces) {
      for (const piece of pieces) {
        hash.update(piece);
        if (spent) giveBack(piece);
      }
    },
    digest: async () => hash.digest('hex'),
    drop: () => undefined,
  };
}

function giveBack({ buffer, byteLength }: Uint8Array): void {
  if (byteLength === buffer.byteLength && byteLength >= worthGivingBack && buffer instanceof ArrayBuffer)
    buffer.transfer(0);
}

/** Tells a sender that broke off from a disk that failed. */
export async function* interruptible<Chunk>(content: AsyncIterable<Chunk>): AsyncGenerator<Chunk> {
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

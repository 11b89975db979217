import { closeSync, fsync, open, write } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { SmallContent } from './blob-store.ts';
import { interruptible, storageFailure } from './take-in.ts';

const opened = promisify(open);
const written = promisify(write);
const synced = promisify(fsync);

/** Bytes that are written while more arrive: about as much is in memory. */
const underWay = 1024 * 1024;

/** The folder that all of them lie in. */
interface Folder {
  /** It is there at once; its own name is durable when this resolves. */
  make(): Promise<unknown>;
  /** The names in it are durable when this resolves. */
  sync(): Promise<void>;
}

export interface Kept {
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
}

/**
 * Writes contents to new files of one folder, each at its final name, which nobody knows before a row names it: what is
 * half there after a loss of power is nobody's. Only when the last is written is the disk waited for, for all at once.
 * If anything goes wrong all files are removed.
 * @throws BlobError
 */
export async function takeInEach(
  contents: AsyncIterable<SmallContent>,
  folder: Folder,
  pathOf: (sha256: string) => string,
): Promise<Kept[]> {
  const kept: Kept[] = [];
  const files: number[] = [];
  const work: Promise<unknown>[] = [];
  let waiting = 0;
  // A failure is met when it is waited for; until then it is nobody's unhandled rejection.
  const begin = (one: Promise<unknown>) => {
    one.catch(() => {});
    work.push(one);
  };
  try {
    for await (const { bytes, sha256 } of interruptible(contents)) {
      if (kept.length === 0) begin(folder.make());
      const path = pathOf(sha256);
      kept.push({ path, sha256, size: bytes.byteLength });
      begin(writeNew(path, bytes, files));
      waiting += bytes.byteLength;
      if (waiting < underWay) continue;
      await done(work);
      waiting = 0;
    }
    await done(work);
    if (files.length > 0) await done([...files.map((file) => synced(file)), folder.sync()]);
  } catch (error) {
    await Promise.allSettled(work);
    await Promise.all(kept.map(({ path }) => unlink(path).catch(ignoreAbsent)));
    throw storageFailure(error);
  } finally {
    for (const file of files) closeSync(file);
  }
  return kept;
}

/** Waits for all of it, also where some failed: no file is closed that somebody still works with. */
async function done(work: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(work);
  await Promise.all(work);
}

/** Not even the name is given at once: a volume whose journal is being written lets whoever wants one wait. */
async function writeNew(path: string, bytes: Uint8Array, files: number[]): Promise<void> {
  const file = await opened(path, 'wx', 0o600);
  files.push(file);
  // A write may take less than it was given.
  for (let at = 0; at < bytes.byteLength; ) {
    const { bytesWritten } = await written(file, bytes, at, bytes.byteLength - at);
    at += bytesWritten;
  }
}

function ignoreAbsent(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

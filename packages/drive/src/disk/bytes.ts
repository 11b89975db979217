import { createHash, type Hash } from 'node:crypto';
import { fdatasync, fstatSync, ftruncateSync, read, readSync, writeSync, writev } from 'node:fs';
import { promisify } from 'node:util';
import { type Hashing, startHashing } from '@gatehouse/service/hashing';
import { onDisk } from './disk-failure.ts';

/** The number of an open file. */
export type Opened = number;

const reading = promisify(read);
const writingAll = promisify(writev);
const flushing = promisify(fdatasync);

const chunkSize = 512 * 1024;
/** Up to here bytes are copied synchronously: it takes less time than to hand the work to another thread. */
const small = 128 * 1024;

/**
 * What is in a file, from an offset (included) to another (not included). All in one room: for room that is made anew
 * each time memory is cleared up as often as for everything else together.
 */
export async function* bytesIn(file: Opened, from: number, to: number): AsyncGenerator<Uint8Array> {
  const end = Math.min(to, fstatSync(file).size);
  const room = Buffer.allocUnsafe(Math.max(0, Math.min(chunkSize, end - from)));
  for (let offset = from; offset < end; ) {
    const buffer = room.subarray(0, end - offset);
    const bytesRead = await onDisk(() => fill(file, buffer, offset));
    if (bytesRead === 0) return;
    offset += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** Hashes a file to its end. While one chunk is hashed the next is read. */
export async function hashInto(hash: Hash, file: Opened): Promise<void> {
  const length = Math.min(chunkSize, fstatSync(file).size + 1);
  let [ahead, behind] = [Buffer.allocUnsafe(length), Buffer.allocUnsafe(length)];
  let offset = 0;
  let next = fill(file, ahead, offset);
  for (let bytesRead = await next; bytesRead > 0; bytesRead = await next) {
    offset += bytesRead;
    [ahead, behind] = [behind, ahead];
    next = fill(file, ahead, offset);
    hash.update(behind.subarray(0, bytesRead));
  }
}

/** What is written by one call, and hashed in another thread while the next is written and more arrives. */
const batchSize = 1024 * 1024;

/** What was written goes to the disk while as much arrives, so that little of it is left to wait for at the end. */
const flushSize = 64 * 1024 * 1024;

/**
 * Cuts a file off and goes on with what comes, whose memory it takes over; answers the SHA-256, in lower-case hex, of all
 * that is in the file then.
 */
export async function writeFrom(
  file: Opened,
  from: number,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<string> {
  if (fstatSync(file).size > from) ftruncateSync(file, from);
  let hashing = from > 0 ? await hashingOf(file) : undefined;
  let [offset, flushedTo] = [from, from];
  let batch: Uint8Array[] = [];
  let waiting = 0;
  let [written, flushed] = [Promise.resolve(), Promise.resolve()];
  let [hashed, hashedBefore] = [written, written];
  try {
    for await (const chunk of chunks) {
      batch.push(chunk);
      waiting += chunk.length;
      if (waiting < batchSize) continue;
      await written;
      await hashedBefore;
      if (offset - flushedTo >= flushSize) {
        // A disk tells of a lost write once: whoever syncs next is told that all is well.
        await flushed;
        [flushed, flushedTo] = [handled(flushing(file)), offset];
      }
      hashing ??= startHashing();
      const [pieces, by] = [batch, hashing];
      written = handled(writeAll(file, pieces, offset));
      hashedBefore = hashed;
      hashed = handled(written.then(() => by.update(pieces)));
      offset += waiting;
      [batch, waiting] = [[], 0];
    }
    await written;
    await writeAll(file, batch, offset);
    await hashed;
    // The other thread would be asked for longer than it takes.
    hashing ??= hashHere();
    await hashing.update(batch);
    await flushed;
    return await hashing.digest();
  } catch (error) {
    // Whatever came is there to go on from, or a network that breaks off early would never bring a file to its end.
    await written.then(() => writeAll(file, batch, offset)).catch(() => undefined);
    const [, synced] = await Promise.allSettled([hashed, flushed]);
    hashing?.drop();
    // What the disk has lost is not there to go on from, though it can be read until it has left memory.
    throw synced.status === 'rejected' ? synced.reason : error;
  }
}

/** A failure is met when it is waited for. */
function handled(work: Promise<void>): Promise<void> {
  work.catch(() => undefined);
  return work;
}

/** What an earlier attempt left. */
async function hashingOf(file: Opened): Promise<Hashing> {
  const hash = createHash('sha256');
  await hashInto(hash, file);
  return hashHere(hash);
}

function hashHere(hash: Hash = createHash('sha256')): Hashing {
  return {
    async update(pieces) {
      for (const piece of pieces) hash.update(piece);
    },
    digest: async () => hash.digest('hex'),
    drop: () => undefined,
  };
}

/** A write may take less than it was given. */
async function writeAll(file: Opened, pieces: readonly Uint8Array[], offset: number): Promise<void> {
  const [first] = pieces;
  if (first !== undefined && pieces.length === 1 && first.length <= small) {
    for (let sent = 0; sent < first.length; )
      sent += writeSync(file, first, sent, first.length - sent, offset + sent);
    return;
  }
  let at = offset;
  for (let left = [...pieces]; left.length > 0; ) {
    let { bytesWritten } = await writingAll(file, left, at);
    at += bytesWritten;
    while (left[0] !== undefined && bytesWritten >= left[0].length) bytesWritten -= left.shift()?.length ?? 0;
    if (left[0] !== undefined) left = [left[0].subarray(bytesWritten), ...left.slice(1)];
  }
}

async function fill(file: Opened, buffer: Buffer, offset: number): Promise<number> {
  if (buffer.length <= small) return readSync(file, buffer, 0, buffer.length, offset);
  return (await reading(file, buffer, 0, buffer.length, offset)).bytesRead;
}

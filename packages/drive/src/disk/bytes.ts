import { createHash, type Hash } from 'node:crypto';
import { fstatSync, ftruncateSync, read, readSync, write, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import { onDisk } from './disk-failure.ts';

/** The number of an open file. */
export type Opened = number;

const reading = promisify(read);
const writing = promisify(write);

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

/** Cuts a file off and goes on with what comes; answers the SHA-256, in lower-case hex, of all that is in it then. */
export async function writeFrom(
  file: Opened,
  from: number,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<string> {
  if (fstatSync(file).size > from) ftruncateSync(file, from);
  const hash = createHash('sha256');
  if (from > 0) await hashInto(hash, file);
  let offset = from;
  for await (const chunk of chunks) {
    const written = writeAll(file, chunk, offset);
    hash.update(chunk);
    await written;
    offset += chunk.length;
  }
  return hash.digest('hex');
}

/** A write may take less than it was given. */
async function writeAll(file: Opened, chunk: Uint8Array, offset: number): Promise<void> {
  for (let sent = 0; sent < chunk.length; ) {
    const left = chunk.length - sent;
    sent +=
      left <= small
        ? writeSync(file, chunk, sent, left, offset + sent)
        : (await writing(file, chunk, sent, left, offset + sent)).bytesWritten;
  }
}

async function fill(file: Opened, buffer: Buffer, offset: number): Promise<number> {
  if (buffer.length <= small) return readSync(file, buffer, 0, buffer.length, offset);
  return (await reading(file, buffer, 0, buffer.length, offset)).bytesRead;
}

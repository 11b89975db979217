// The thread that `hashing.ts` talks to.
import { createHash, type Hash } from 'node:crypto';
import { readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';

export type Order = { readonly id: number } & (
  | { readonly pieces: readonly Uint8Array<ArrayBuffer>[] }
  | { readonly wanted: 'digest' | 'nothing' }
  /** An open file, and the offsets of the first byte and of the one after the last. */
  | { readonly file: number; readonly from: number; readonly to: number }
);

/** In the order of the orders of each hash; none for one that nobody wants any more. */
export interface Done {
  readonly id: number;
  readonly sha256?: string;
  readonly failure?: unknown;
}

const hashes = new Map<number, Hash>();

parentPort?.on('message', (order: Order) => {
  const { id } = order;
  if ('file' in order) {
    try {
      return tell({ id, sha256: digestOf(order.file, order.from, order.to) });
    } catch (failure) {
      const { code, syscall } = failure as NodeJS.ErrnoException;
      return tell({ id, failure: { message: String(failure), code, syscall } });
    }
  }
  const hash = hashes.get(id) ?? createHash('sha256');
  if ('pieces' in order) {
    hashes.set(id, hash);
    for (const piece of order.pieces) {
      hash.update(piece);
      // At once: left to the garbage collector of this thread, a large file would be in memory for the most part.
      piece.buffer.transfer(0);
    }
    return tell({ id });
  }
  hashes.delete(id);
  if (order.wanted === 'digest') tell({ id, sha256: hash.digest('hex') });
});

const room = Buffer.allocUnsafeSlow(512 * 1024);

function digestOf(file: number, from: number, to: number): string {
  const hash = createHash('sha256');
  for (let offset = from; offset < to; ) {
    const read = readSync(file, room, 0, Math.min(room.length, to - offset), offset);
    if (read === 0) break;
    hash.update(room.subarray(0, read));
    offset += read;
  }
  return hash.digest('hex');
}

function tell(done: Done): void {
  parentPort?.postMessage(done);
}

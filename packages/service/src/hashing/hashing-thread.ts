// The thread that `hashing.ts` talks to.
import { createHash, type Hash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';

export type Order = { readonly id: number } & (
  | { readonly pieces: readonly Uint8Array<ArrayBuffer>[] }
  | { readonly wanted: 'digest' | 'nothing' }
);

/** In the order of the orders of each hash; none for one that nobody wants any more. */
export interface Done {
  readonly id: number;
  readonly sha256?: string;
}

const hashes = new Map<number, Hash>();

parentPort?.on('message', (order: Order) => {
  const { id } = order;
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

function tell(done: Done): void {
  parentPort?.postMessage(done);
}

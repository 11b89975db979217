import { Worker } from 'node:worker_threads';
import type { Done, Order } from './hashing-thread.ts';

/**
 * The SHA-256 of a large content, made in a thread of its own while this one receives more: it is most of what there
 * is to do with bytes that arrive.
 */
export interface Hashing {
  /** Takes over the memory of pieces that have it to themselves, and copies others. Settles when they are hashed. */
  update(pieces: readonly Uint8Array[]): Promise<void>;
  /** In hex; nothing else is asked afterwards. */
  digest(): Promise<string>;
  /** Said instead of `digest` where it is not wanted. */
  drop(): void;
}

export function startHashing(): Hashing {
  thread ??= new HashingThread();
  return thread.start();
}

/**
 * The SHA-256, in hex, of what is in an open file from an offset (included) to another (not included), or to its end. Read
 * in the thread too; the file stays open until this settles.
 */
export async function hashRange(file: number, from: number, to: number): Promise<string> {
  thread ??= new HashingThread();
  return await thread.read(file, from, to);
}

let thread: HashingThread | undefined;

/** One for all: it hashes more than one thread can receive. It does not keep the process alive while it has nothing to do. */
class HashingThread {
  readonly #worker: Worker;
  /** Who waits, by hash, in the order in which they will be answered. */
  readonly #waiting = new Map<number, PromiseWithResolvers<string>[]>();
  #last = 0;

  constructor() {
    this.#worker = new Worker(new URL('./hashing-thread.ts', import.meta.url), {
      resourceLimits: { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 64 },
    });
    this.#worker.on('message', ({ id, sha256 = '', failure }: Done) => {
      const [first, ...others] = this.#waiting.get(id) ?? [];
      if (failure === undefined) first?.resolve(sha256);
      else first?.reject(Object.assign(new Error(), failure));
      if (others.length > 0) this.#waiting.set(id, others);
      else this.#waiting.delete(id);
      if (this.#waiting.size === 0) this.#worker.unref();
    });
    this.#worker.on('error', (error) => this.#end(error));
    this.#worker.on('exit', () => this.#end(new Error('the thread that hashes has ended')));
    this.#worker.unref();
  }

  start(): Hashing {
    this.#last += 1;
    const id = this.#last;
    return {
      update: async (pieces) => {
        const own = pieces.map(ownMemory);
        await this.#ask(
          { id, pieces: own },
          own.map(({ buffer }) => buffer),
        );
      },
      digest: async () => await this.#ask({ id, wanted: 'digest' }, []),
      drop: () => this.#worker.postMessage({ id, wanted: 'nothing' } satisfies Order),
    };
  }

  read(file: number, from: number, to: number): Promise<string> {
    this.#last += 1;
    return this.#ask({ id: this.#last, file, from, to }, []);
  }

  #ask(order: Order, memory: readonly ArrayBuffer[]): Promise<string> {
    if (thread !== this) throw new Error('the thread that hashes has ended');
    this.#worker.postMessage(order, memory);
    this.#worker.ref();
    const waiter = Promise.withResolvers<string>();
    this.#waiting.set(order.id, [...(this.#waiting.get(order.id) ?? []), waiter]);
    return waiter.promise;
  }

  /** What was begun is lost; what comes next has a new thread. */
  #end(error: unknown): void {
    if (thread === this) thread = undefined;
    const all = [...this.#waiting.values()].flat();
    this.#waiting.clear();
    for (const { reject } of all) reject(error);
  }
}

function ownMemory(piece: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteLength } = piece;
  const isWhole = buffer instanceof ArrayBuffer && buffer.byteLength === byteLength;
  return isWhole ? (piece as Uint8Array<ArrayBuffer>) : Uint8Array.from(piece);
}

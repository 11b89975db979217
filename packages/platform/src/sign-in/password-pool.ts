import { availableParallelism } from 'node:os';

/** More work waits than could be done in a reasonable time; the caller should come back. */
export class TooBusyError extends Error {
  override readonly name = 'TooBusyError';
}

export interface Pool {
  run<Result>(work: () => Promise<Result>): Promise<Result>;
}

/**
 * Runs so many at once, lets so many wait, and refuses the rest: a flood of sign-ins may fill this queue, but
 * neither the memory (19 MiB each) nor the threads that files and name lookups need.
 */
export function createPool(options: { readonly running: number; readonly waiting: number }): Pool {
  const queue: (() => void)[] = [];
  let running = 0;
  return {
    async run(work) {
      if (running >= options.running) {
        if (queue.length >= options.waiting) throw new TooBusyError('Too many passwords wait to be checked.');
        await new Promise<void>((resolve) => queue.push(resolve));
      } else {
        running += 1;
      }
      try {
        return await work();
      } finally {
        // The place is handed on rather than given up: nobody who comes just now can slip in before the queue.
        const next = queue.shift();
        if (next === undefined) running -= 1;
        else next();
      }
    },
  };
}

/** libuv has four threads; two stay free for files. */
export const passwordPool = createPool({ running: Math.min(2, availableParallelism()), waiting: 64 });

import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

export function* range(from: number, count: number) {
  for (let seed = from; seed < from + count; seed++) yield seed;
}

const most = 5;

/** The first few seeds that fail, and why. Every core runs a share of them. */
export async function failingIn(seeds: Iterable<number>): Promise<string[]> {
  const all = [...seeds];
  const workers = Math.min(availableParallelism(), Math.ceil(all.length / 50));
  const shares = Array.from({ length: workers }, (_, at) => all.filter((_, each) => each % workers === at));
  return (await Promise.all(shares.map(failingOf))).flat().slice(0, most);
}

async function failingOf(seeds: readonly number[]): Promise<string[]> {
  const worker = new Worker(new URL('history-worker.test-support.ts', import.meta.url), {
    workerData: { seeds, most },
  });
  return await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

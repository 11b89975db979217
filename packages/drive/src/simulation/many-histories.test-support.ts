import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { Chance } from './chance.test-support.ts';
import { type Cut, cutEverywhere } from './crashes.test-support.ts';
import { type Kind, runHistory } from './history.test-support.ts';

export type Job =
  | { seed: number; kind: Kind; batches?: boolean; hasSecrets?: boolean; resolves?: boolean }
  | Cut;

export function* range(from: number, count: number) {
  for (let seed = from; seed < from + count; seed++) yield seed;
}

/** @param resolves whether people end conflicts by the verb for it; drawn apart, so that every seed is what it was */
export const histories = (kind: Kind, seeds: Iterable<number>, resolves = false): Job[] =>
  [...seeds].map((seed) => ({ seed, kind, hasSecrets: new Chance(seed ^ 0x1b873593).once(0.4), resolves }));

/** What once failed, on a server that takes every file in a call of its own, and on one that takes several. */
export const keptHistories = (kind: Kind, seeds: Iterable<number>): Job[] =>
  [...seeds].flatMap((seed) => [false, true].map((batches) => ({ seed, kind, batches })));

/** Why one fails, if it does. */
export async function failureOf(job: Job): Promise<string | undefined> {
  const name =
    'seed' in job
      ? `${job.kind} seed ${job.seed}${job.resolves ? ', in which conflicts are ended' : ''}`
      : '';
  const run =
    'seed' in job
      ? runHistory(job.seed, job.kind, job.batches, job.hasSecrets, false, job.resolves)
      : cutEverywhere(job satisfies Cut);
  return await run.then(
    () => undefined,
    (error: unknown) => `${name}: ${error instanceof Error ? error.message : error}`,
  );
}

const most = 5;

/** The first few that fail, and why. Every core runs a share of them. */
export async function failingIn(jobs: readonly Job[]): Promise<string[]> {
  const workers = Math.min(availableParallelism(), jobs.length);
  const shares = Array.from({ length: workers }, (_, at) => jobs.filter((_, each) => each % workers === at));
  return (await Promise.all(shares.map(failingOf))).flat().slice(0, most);
}

async function failingOf(jobs: readonly Job[]): Promise<string[]> {
  const worker = new Worker(new URL('history-worker.test-support.ts', import.meta.url), {
    workerData: { jobs, most },
  });
  return await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

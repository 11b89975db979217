import { parentPort, workerData } from 'node:worker_threads';
import type { Job } from './many-histories.test-support.ts';
import type { InHistories } from './mutants.test-support.ts';
import { mutate } from './mutating.test-support.ts';

const { mutant, most } = workerData as { mutant: InHistories; most: number };
const isMutated = mutate(mutant);
const { failureOf, histories } = await import('./many-histories.test-support.ts');
isMutated();

async function firstFailing(): Promise<Job | undefined> {
  for (let seed = mutant.from; seed < mutant.from + most; seed++)
    for (const kind of mutant.kinds)
      for (const job of histories(kind, [seed])) if ((await failureOf(job)) !== undefined) return job;
  return undefined;
}
parentPort?.postMessage(await firstFailing());

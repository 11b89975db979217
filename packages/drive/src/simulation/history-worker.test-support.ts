import { parentPort, workerData } from 'node:worker_threads';
import { type Cut, cutEverywhere } from './crashes.test-support.ts';
import { runHistory } from './history.test-support.ts';
import type { Job } from './many-histories.test-support.ts';

const { jobs, most } = workerData as { jobs: Job[]; most: number };
const failed: string[] = [];
for (const job of jobs) {
  if (failed.length === most) break;
  const name = 'seed' in job ? `${job.kind} seed ${job.seed}` : '';
  const run =
    'seed' in job
      ? runHistory(job.seed, job.kind, job.batches, job.hasSecrets)
      : cutEverywhere(job satisfies Cut);
  await run.catch((error: unknown) =>
    failed.push(`${name}: ${error instanceof Error ? error.message : error}`),
  );
}
parentPort?.postMessage(failed);

import { parentPort, workerData } from 'node:worker_threads';
import { failureOf, type Job } from './many-histories.test-support.ts';

const { jobs, most } = workerData as { jobs: Job[]; most: number };
const failed: string[] = [];
for (const job of jobs) {
  if (failed.length === most) break;
  const failure = await failureOf(job);
  if (failure !== undefined) failed.push(failure);
}
parentPort?.postMessage(failed);

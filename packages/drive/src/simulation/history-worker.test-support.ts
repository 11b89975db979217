import { parentPort, workerData } from 'node:worker_threads';
import { runHistory } from './history.test-support.ts';

const { seeds, most } = workerData as { seeds: number[]; most: number };
const failed: string[] = [];
for (const seed of seeds) {
  if (failed.length === most) break;
  await runHistory(seed).catch((error: unknown) =>
    failed.push(`seed ${seed}: ${error instanceof Error ? error.message : error}`),
  );
}
parentPort?.postMessage(failed);

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { failureOf, type Job } from './many-histories.test-support.ts';
import { type Mutant, mutants } from './mutants.test-support.ts';

/** What the simulation is worth is what it finds: of an engine with a fault it must not say that all is well. */
for (const [fault, mutant] of Object.entries(mutants))
  test(`an engine in which ${fault} is found out`, async () => {
    const job = await firstFailing(mutant);
    assert.ok(job !== undefined, 'no history shows it');
    assert.equal(await failureOf(job), undefined, 'nor does it show in the engine as it is');
  });

/** In a thread in which one file is another one. */
async function firstFailing(mutant: Mutant): Promise<Job | undefined> {
  const worker = new Worker(new URL('mutant-worker.test-support.ts', import.meta.url), {
    workerData: { mutant, most: 1_000 },
  });
  return await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

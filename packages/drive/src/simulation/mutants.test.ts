import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { failureOf, type Job } from './many-histories.test-support.ts';
import { type InHistories, mutants } from './mutants.test-support.ts';

/** What the simulation is worth is what it finds: of an engine with a fault it must not say that all is well. */
for (const [fault, mutant] of Object.entries(mutants))
  test(`an engine in which ${fault} is found out`, async () => {
    if ('story' in mutant) {
      assert.match(await told(fault), /^not ok/m, 'its story does not show it');
      return;
    }
    const job = await firstFailing(mutant);
    assert.ok(job !== undefined, 'no history shows it');
    assert.equal(await failureOf(job), undefined, 'nor does it show in the engine as it is');
  });

/** In a thread in which one file is another one. */
async function firstFailing(mutant: InHistories): Promise<Job | undefined> {
  const worker = new Worker(new URL('mutant-worker.test-support.ts', import.meta.url), {
    workerData: { mutant, most: 1_000 },
  });
  return await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

/** What the test of its story says, in a process in which one file is another one. */
async function told(fault: string): Promise<string> {
  const story = fileURLToPath(new URL('mutant-story.test-support.ts', import.meta.url));
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const child = spawn(process.execPath, ['--test-reporter=tap', story, fault], { env });
  let text = '';
  for (const out of [child.stdout, child.stderr]) out.on('data', (some) => (text += some));
  await once(child, 'close');
  return text;
}

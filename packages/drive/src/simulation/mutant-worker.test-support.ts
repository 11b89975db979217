import { registerHooks } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { Job } from './many-histories.test-support.ts';
import type { Mutant } from './mutants.test-support.ts';

const { mutant, most } = workerData as { mutant: Mutant; most: number };

// The file is another one only in this thread.
let changed = 0;
registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.endsWith(`/src/${mutant.file}`)) return loaded;
    const parts = String(loaded.source).split(mutant.was);
    changed = parts.length - 1;
    return { ...loaded, source: parts.join(mutant.is) };
  },
});
const { failureOf, histories } = await import('./many-histories.test-support.ts');
if (changed !== 1) throw new Error(`what is to be changed stands ${changed} times in ${mutant.file}`);

async function firstFailing(): Promise<Job | undefined> {
  for (let seed = mutant.from; seed < mutant.from + most; seed++)
    for (const kind of mutant.kinds)
      for (const job of histories(kind, [seed])) if ((await failureOf(job)) !== undefined) return job;
  return undefined;
}
parentPort?.postMessage(await firstFailing());

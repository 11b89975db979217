import { mutants } from './mutants.test-support.ts';
import { mutate } from './mutating.test-support.ts';

/** Runs the test of a mutant's story in this process, in which the engine has the fault. */
const mutant = mutants[process.argv[2] ?? ''];
if (mutant === undefined || !('story' in mutant)) throw new Error(`no story of ${process.argv[2]}`);
const isMutated = mutate(mutant);
await import(`./${mutant.story}`);
isMutated();

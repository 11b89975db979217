// npm run check [-- --fix] [-- --no-tests]: the whole proof of the tree, one line a step.
import { parseArgs } from 'node:util';
import { runSteps } from './checks/run-steps.ts';
import { steps } from './checks/steps.ts';

const { values } = parseArgs({
  options: { fix: { type: 'boolean', default: false }, 'no-tests': { type: 'boolean', default: false } },
});

const failed = await runSteps(steps({ fix: values.fix, tests: !values['no-tests'] }));
console.log(failed.length === 0 ? 'Everything holds.' : `Failed: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;

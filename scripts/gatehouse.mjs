#!/usr/bin/env node
// The one door for newcomers: plain JavaScript, so that any Node from 18 on can open it.
// It makes the clone ready, then hands over to the Node that is locked in package-lock.json.
import { buildConsole } from './launch/console.mjs';
import { makeReady } from './launch/install.mjs';
import { lockedNode } from './launch/node.mjs';
import { handOver, Stop } from './launch/process.mjs';

/** @type {Record<string, { program: string, console: boolean, node?: string[] }>} */
const verbs = {
  start: { program: 'scripts/start.ts', console: true },
  test: { program: 'scripts/test.ts', console: true },
  check: { program: 'scripts/check.ts', console: true },
  tour: { program: 'packages/platform/src/demo/tour.ts', console: true },
  pictures: { program: 'packages/platform/src/testing/pictures.ts', console: true },
  'demo:large': { program: 'packages/platform/src/demo/large.ts', console: false },
  conformance: { program: 'conformance/conformance.ts', console: false },
  // As the first line of the program has it.
  drive: { program: 'packages/drive/src/main.mjs', console: false, node: ['--max-semi-space-size=4'] },
  bench: { program: 'bench/bench.ts', console: false },
  'bench:size': { program: 'bench/size/size.ts', console: false },
  'bench:timing': { program: 'bench/timing/timing.ts', console: false },
  'example:safety-app': { program: 'examples/safety-app/main.ts', console: false },
  'example:nightly-report': { program: 'examples/nightly-report/main.ts', console: false },
};

const root = new URL('../', import.meta.url);

try {
  const [name = '', ...rest] = process.argv.slice(2);
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (!verb)
    throw new Stop(`Usage: node scripts/gatehouse.mjs ${Object.keys(verbs).join(' | ')} [arguments]`);
  await makeReady(root);
  const node = lockedNode(root);
  if (verb.console) await buildConsole(root, node);
  // A newcomer's terminal shows where to go and what is wrong; whoever operates a service sets the level.
  // Paths are those of the folder it was called from, which npm leaves for the project's own.
  if (name === 'drive') process.env.DRIVE_CALLED_FROM = process.env.INIT_CWD || process.cwd();
  if (name === 'start') process.env.GATEHOUSE_LOG_LEVEL ||= 'warn';
  process.exitCode = await handOver(root, node, [...(verb.node ?? []), verb.program, ...rest]);
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

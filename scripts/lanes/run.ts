import { run } from 'node:test';
import { fileURLToPath } from 'node:url';
import { root } from '../source-files.ts';
import { Report } from './report.ts';
import type { FileResult } from './verdict.ts';

/** A single test that takes longer than this hangs. */
const longestTest = 240_000;

/** Each file is a process of its own, and most load the whole platform: what one has compiled serves all that follow. */
const compiled = fileURLToPath(new URL('node_modules/.cache/compiled-tests', root));

/** Runs test files, each in its own process, and prints what they claim as they finish. */
export async function runFiles(
  files: readonly string[],
  concurrency: number,
  env: Record<string, string>,
  signal: AbortSignal,
  print: (line: string) => void = console.log,
): Promise<FileResult[]> {
  const stream = run({
    files: files.map((file) => fileURLToPath(new URL(file, root))),
    concurrency,
    timeout: longestTest,
    signal,
    env: { ...withoutOurSettings(process.env), NODE_COMPILE_CACHE: compiled, ...env },
  });
  const report = new Report(print);
  for await (const event of stream) report.take(event);
  return report.results;
}

/** How many random cases a test draws; a person may ask for more than a suite has time for. */
const howMany = [
  'GATEHOUSE_TEST_WORLDS',
  'GATEHOUSE_TEST_WORLDS_FROM',
  'GATEHOUSE_TEST_SEQUENCES',
  'GATEHOUSE_TEST_HISTORIES',
  'GATEHOUSE_TEST_HISTORIES_FROM',
];

/** What a test claims never depends on settings of the shell it was started from; how often it tries may. */
export function withoutOurSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !name.startsWith('GATEHOUSE_') || howMany.includes(name)),
  );
}

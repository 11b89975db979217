// npm test [-- [--lane unit|sqlite|postgres|browser]… [part of a path]…]
import { styleText } from 'node:util';
import type { Lane } from './lanes/lane.ts';
import { runFiles } from './lanes/run.ts';
import { secondTry } from './lanes/second-try.ts';
import { filesOf, readSelection, type Selection } from './lanes/selection.ts';
import { type LaneResult, verdict } from './lanes/verdict.ts';
import { sourceFiles } from './source-files.ts';

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  let selection: Selection;
  try {
    selection = readSelection(args);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 2;
  }
  const began = performance.now();
  const results: LaneResult[] = [];
  for (const lane of selection.lanes) {
    if (stopping.signal.aborted) return 130;
    const result = await runLane(lane, selection);
    if (result) results.push(result);
  }
  const { lines, ok } = verdict(results, secondsSince(began), process.env.CI === 'true');
  console.log(`\n${lines.join('\n')}`);
  return stopping.signal.aborted ? 130 : ok ? 0 : 1;
}

/** Nothing is said of a lane in which a narrowed selection finds no file. */
async function runLane(lane: Lane, { fragments, narrowed }: Selection): Promise<LaneResult | undefined> {
  const files = filesOf(lane, fragments, sourceFiles());
  if (files.length === 0) {
    if (narrowed) return undefined;
    return { lane: lane.name, ran: false, lack: 'it has no test files', remedy: 'Write the first one.' };
  }
  const began = performance.now();
  const means = await lane.prepare();
  if ('lack' in means) return { lane: lane.name, ran: false, ...means };
  try {
    console.log(`\n${styleText('underline', lane.name)}`);
    const first = await runFiles(files, lane.concurrency, means.env, stopping.signal);
    const runAlone = (again: readonly string[]) => runFiles(again, 1, means.env, stopping.signal);
    const tried = stopping.signal.aborted
      ? { results: first, unsteady: [] }
      : await secondTry(first, runAlone);
    return { lane: lane.name, ran: true, ...tried, seconds: secondsSince(began) };
  } finally {
    await means.release();
  }
}

function secondsSince(began: number): number {
  return (performance.now() - began) / 1000;
}

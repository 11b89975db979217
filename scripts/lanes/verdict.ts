export interface Counts {
  passed: number;
  failed: number;
  /** Skipped and "todo" alike: a claim that nobody checked. */
  skipped: number;
}

export interface FileResult {
  file: string;
  counts: Counts;
  /** Each with its file and what was told of it, to be read again at the end of a long run. */
  failures: string[];
}

export type LaneResult =
  | { lane: string; ran: true; results: readonly FileResult[]; unsteady: readonly string[]; seconds: number }
  | { lane: string; ran: false; lack: string; remedy: string };

export interface Verdict {
  lines: string[];
  ok: boolean;
}

/**
 * What is said at the end: every failure once more, since a long run has scrolled it away. In CI nothing may be missing:
 * neither a lane nor a test. The last line is the plain total, for people and programs.
 */
export function verdict(results: readonly LaneResult[], seconds: number, ci: boolean): Verdict {
  const ran = results.filter((result) => result.ran);
  const missing = results.filter((result) => !result.ran);
  const total = sum(ran.flatMap(({ results }) => results));
  const lines = [
    ...section(
      'Unsteady (failed beside others, held alone; to be mended):',
      ran.flatMap((each) => each.unsteady),
    ),
    ...section(
      'Failed:',
      ran.flatMap(({ results }) => results).flatMap(({ failures }) => failures),
    ),
  ];
  for (const { lane, results, seconds: spent } of ran) {
    const files = results.length === 1 ? 'file' : 'files';
    lines.push(
      `${lane.padEnd(9)} ${inWords(sum(results))} in ${results.length} ${files}, ${spent.toFixed(1)} s`,
    );
  }
  for (const { lane, lack, remedy } of missing) {
    lines.push(
      `${lane.padEnd(9)} did not run${ci ? ' (a failure in CI)' : ''}: ${lack}`,
      `${' '.repeat(10)}${remedy}`,
    );
  }
  if (ci && total.skipped > 0) lines.push('Skipped tests are a failure in CI.');
  lines.push(`Total time ${seconds.toFixed(1)} s`, inWords(total));
  const nothing = total.passed + total.failed === 0;
  return { lines, ok: total.failed === 0 && !nothing && !(ci && (missing.length > 0 || total.skipped > 0)) };
}

function section(heading: string, told: readonly string[]): string[] {
  return told.length === 0 ? [] : [heading, ...told, ''];
}

function sum(results: readonly FileResult[]): Counts {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { counts } of results) {
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
  }
  return total;
}

function inWords({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

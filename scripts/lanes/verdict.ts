export interface Counts {
  passed: number;
  failed: number;
  /** Skipped and "todo" alike: a claim that nobody checked. */
  skipped: number;
}

export type LaneResult =
  | { lane: string; ran: true; files: number; counts: Counts; failures: readonly string[]; seconds: number }
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
  const total = ran.reduce(
    (sum, { counts }) => ({
      passed: sum.passed + counts.passed,
      failed: sum.failed + counts.failed,
      skipped: sum.skipped + counts.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
  const failures = ran.flatMap((result) => result.failures);
  const lines = failures.length === 0 ? [] : ['Failed:', ...failures, ''];
  for (const { lane, files, counts, seconds: spent } of ran)
    lines.push(
      `${lane.padEnd(9)} ${inWords(counts)} in ${files} ${files === 1 ? 'file' : 'files'}, ${spent.toFixed(1)} s`,
    );
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

function inWords({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

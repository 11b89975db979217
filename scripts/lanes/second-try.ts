import type { FileResult } from './verdict.ts';

/** More files that fail than these are no accident of a busy machine. */
const mostAccidents = 3;

export interface Tried {
  results: FileResult[];
  /** Failures that did not come again. */
  unsteady: string[];
}

/**
 * Runs a file that failed once more, with nothing beside it. What then holds counts as passed and is named as unsteady:
 * a wait that a busy machine cut short has to be mended, and must not throw away an hour's proof of all the rest.
 */
export async function secondTry(
  first: readonly FileResult[],
  runAlone: (files: readonly string[]) => Promise<readonly FileResult[]>,
): Promise<Tried> {
  const failed = first.filter(({ counts }) => counts.failed > 0);
  const nameless = failed.some(({ file }) => file === '');
  if (failed.length === 0 || failed.length > mostAccidents || nameless)
    return { results: [...first], unsteady: [] };
  const again = await runAlone(failed.map(({ file }) => file));
  const held = again.filter(({ counts }) => counts.failed === 0 && counts.passed > 0);
  const second = new Map(held.map((result) => [result.file, result]));
  return {
    results: first.map((result) => second.get(result.file) ?? result),
    unsteady: failed.filter(({ file }) => second.has(file)).flatMap(({ failures }) => failures),
  };
}

import { parseArgs } from 'node:util';
import { type Lane, lanes } from './lane.ts';

export interface Selection {
  lanes: readonly Lane[];
  /** Parts of paths; a file runs if it contains any of them. Empty: every file. */
  fragments: readonly string[];
  /** The person named lanes or files, so what is left out is left out on purpose. */
  narrowed: boolean;
}

/**
 * Reads `--lane unit --lane sqlite path/fragment`.
 * @throws Error with a sentence for the person, on an unknown lane or option
 */
export function readSelection(args: readonly string[]): Selection {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { lane: { type: 'string', multiple: true } },
  });
  const names = values.lane ?? [];
  const unknown = names.find((name) => !lanes.some((lane) => lane.name === name));
  if (unknown !== undefined) {
    throw new Error(`There is no lane "${unknown}"; there are ${lanes.map((lane) => lane.name).join(', ')}.`);
  }
  return {
    lanes: names.length === 0 ? lanes : lanes.filter((lane) => names.includes(lane.name)),
    fragments: positionals,
    narrowed: names.length > 0 || positionals.length > 0,
  };
}

/** The files a lane runs. */
export function filesOf(
  lane: Pick<Lane, 'takes'>,
  fragments: readonly string[],
  files: readonly string[],
): string[] {
  return files.filter(
    (path) =>
      lane.takes(path) && (fragments.length === 0 || fragments.some((fragment) => path.includes(fragment))),
  );
}

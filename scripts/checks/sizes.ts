import { isCode, isTestCode, type SourceFile } from './file.ts';

const longest = 400;

export interface Sizes {
  objections: string[];
  median: number;
  /** Nine of ten files are no longer than this. */
  p90: number;
}

/** Lines per file. Migrations are as long as history; tests do not count towards the middle. */
export function sizes(files: readonly SourceFile[]): Sizes {
  const code = files.filter(({ path }) => isCode(path) && !path.includes('/migrations/'));
  const lines = (file: SourceFile) => file.text.trimEnd().split('\n').length;
  const ordered = code
    .filter(({ path }) => !isTestCode(path))
    .map(lines)
    .sort((a, b) => a - b);
  const at = (share: number) =>
    ordered[Math.min(ordered.length - 1, Math.floor(ordered.length * share))] ?? 0;
  return {
    objections: code
      .filter((file) => lines(file) > longest)
      .map((file) => `${file.path}: ${lines(file)} lines; at most ${longest}`),
    median: at(0.5),
    p90: at(0.9),
  };
}

import { isTestCode, type SourceFile } from './file.ts';

/** Folders of one person's or one build's machine; a path in a longer address is not one. */
const homes = /(?<![\w.:/-])\/(?:work|root|home\/[\w.-]+|Users\/[\w.-]+)\//g;
const temporary = /(?<![\w.:/-])\/tmp\//g;

/** Paths that exist on one machine only. Tests may name the temporary folder; all else asks os.tmpdir(). */
export function machinePaths(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    [homes, ...(isTestCode(path) ? [] : [temporary])].flatMap((pattern) =>
      Array.from(text.matchAll(pattern), ([found]) => `${path}: ${found} is a folder of one machine`),
    ),
  );
}

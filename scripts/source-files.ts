import { readdirSync } from 'node:fs';

/** The folder of the whole project. */
export const root = new URL('../', import.meta.url);

/** What is installed, built, or somebody's data: the same names that .gitignore has. */
const notOurs = new Set(['node_modules', 'dist', 'data', '.git', '.cache']);

/** The paths, relative to the project and in order, of every file that belongs to it. */
export function sourceFiles(folder = ''): string[] {
  return readdirSync(new URL(folder, root), { withFileTypes: true })
    .filter(({ name }) => !notOurs.has(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory()
        ? sourceFiles(`${folder}${entry.name}/`)
        : entry.isFile()
          ? [folder + entry.name]
          : [],
    );
}

/** Whether a file holds tests. */
export function isTest(path: string): boolean {
  return /\.test\.(ts|tsx|mjs)$/.test(path);
}

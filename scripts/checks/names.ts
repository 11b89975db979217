import { posix } from 'node:path';

/** Names that do not say what is inside. */
const emptyNames = /^(utils?|helpers?|shared|common|lib|misc)$/;

/** How many folders may lie between src and a file. */
const deepest = 3;

/** Folders and files with names that say nothing, and those too deep to be found. */
export function unfindable(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const folders = posix.dirname(path).split('/');
    const empty = [...folders, posix.basename(path).split('.')[0] ?? ''].find((name) =>
      emptyNames.test(name),
    );
    const source = folders.indexOf('src');
    const depth = source < 0 ? 0 : folders.length - source - 1;
    return [
      ...(empty === undefined ? [] : [`${path}: the name "${empty}" does not say what is inside`]),
      ...(depth > deepest ? [`${path}: ${depth} folders below src; at most ${deepest}`] : []),
    ];
  });
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ignore from 'ignore';
import { stateFolder } from '../ports/disk.ts';
import type { Ignored } from '../trees/local-tree.ts';

/** Patterns of a person's own, in the folder of a mount that is never sent: they are those of this machine. */
export const ignoreFile = `${stateFolder}/ignore`;
const mostBytes = 64 * 1024;

/** What the patterns say at this moment, in the syntax of `.gitignore`. */
export function ignoredIn(folder: string): Ignored {
  const text = textOf(join(folder, ignoreFile));
  if (text.trim() === '') return () => false;
  const patterns = ignore().add(text);
  return (path, isFolder) => patterns.ignores(isFolder ? `${path}/` : path);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').slice(0, mostBytes);
  } catch {
    return '';
  }
}

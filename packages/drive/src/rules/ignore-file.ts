import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ignore from 'ignore';
import { Failure } from '../commands/failure.ts';
import { stateFolder } from '../ports/disk.ts';
import type { Ignored } from '../trees/local-tree.ts';

/** Patterns of a person's own, in the folder of a mount that is never sent: they are those of this machine. */
export const ignoreFile = `${stateFolder}/ignore`;
const mostBytes = 64 * 1024;

/** A link is not followed, and a pipe that nobody writes into is not waited for. */
const asFile = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** What the patterns say at this moment, in the syntax of `.gitignore`. */
export function ignoredIn(folder: string): Ignored {
  const text = textOf(join(folder, ignoreFile));
  if (text.trim() === '') return () => false;
  const patterns = ignore().add(text);
  return (path, isFolder) => patterns.ignores(isFolder ? `${path}/` : path);
}

/** There, and not to be read, it may say that something must not be sent. */
function textOf(path: string): string {
  try {
    const file = openSync(path, asFile);
    try {
      if (!fstatSync(file).isFile()) throw new Failure(5, 'error.ignore-file', { path });
      return readFileSync(file, 'utf8').slice(0, mostBytes);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error instanceof Failure ? error : new Failure(5, 'error.ignore-file', { path });
  }
}

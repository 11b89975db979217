import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { DiskProblem } from '../ports/disk-problem.ts';

/**
 * Where a path of the mount lies on this machine. A name from the server can be anything: none may lead out of the
 * root, and no link on the way is followed.
 */
export function contained(root: string, path: string): string {
  if (path === '') return root;
  const names = path.split('/');
  for (const name of names)
    if (name === '' || name === '.' || name === '..' || name.includes('\0'))
      throw new DiskProblem('failed', `not a name: ${name}`);
  const folder = join(root, ...names.slice(0, -1));
  if (realpathSync.native(folder) !== folder) throw new DiskProblem('denied', 'a link is on the way');
  return join(folder, names.at(-1) ?? '');
}

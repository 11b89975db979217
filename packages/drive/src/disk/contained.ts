import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { DiskProblem } from '../ports/disk-problem.ts';

/**
 * Where the paths of a mount lie on this machine. A name from the server can be anything: none may lead out of the
 * root, and no link on the way is followed.
 */
export function containedIn(root: string): (path: string) => string {
  // To look at the way takes a call for every folder on it, and steps side by side mostly lie in the same few: what was
  // looked at is known until this turn of the event loop ends.
  const plain = new Set<string>();
  function refuseLinks(folder: string): void {
    if (plain.has(folder)) return;
    if (realpathSync.native(folder) !== folder) throw new DiskProblem('denied', 'a link is on the way');
    if (plain.size === 0) setImmediate(() => plain.clear());
    plain.add(folder);
  }

  return (path) => {
    if (path === '') return root;
    const names = path.split('/');
    for (const name of names)
      if (name === '' || name === '.' || name === '..' || name.includes('\0'))
        throw new DiskProblem('failed', `not a name: ${name}`);
    const folder = join(root, ...names.slice(0, -1));
    refuseLinks(folder);
    return join(folder, names.at(-1) ?? '');
  };
}

import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DiskProblem } from '../ports/disk-problem.ts';

/**
 * A folder with those above it that are missing. `recursive` of Node's own mkdir goes round for ever where the folder
 * above is there and says that nothing can be in it, as /proc does.
 */
export async function makeFolders(path: string, mode = 0o777): Promise<void> {
  const above = dirname(path);
  try {
    await mkdir(path, { mode });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (code !== 'ENOENT' || above === path) throw error;
    if (await isThere(above)) throw new DiskProblem('denied', `nothing can be made in ${above}`);
    await makeFolders(above, mode);
    await makeFolders(path, mode);
  }
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

import { localFailure } from '../commands/local-failure.ts';
import { onDisk } from '../disk/disk-failure.ts';
import { makeFolders } from '../disk/make-folders.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import { type Env, homeOf } from './home-folder.mjs';

/** The folder is there afterwards; into a new one nobody else comes. */
export async function makeHome(env: Env): Promise<string> {
  const home = homeOf(env);
  try {
    await onDisk(() => makeFolders(home, 0o700));
    return home;
  } catch (error) {
    throw error instanceof DiskProblem ? localFailure(error, home) : error;
  }
}

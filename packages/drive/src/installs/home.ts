import { homedir } from 'node:os';
import { join } from 'node:path';
import { localFailure } from '../commands/local-failure.ts';
import { onDisk } from '../disk/disk-failure.ts';
import { makeFolders } from '../disk/make-folders.ts';
import { DiskProblem } from '../ports/disk-problem.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** One folder of the person; `DRIVE_HOME` makes a second install on one machine. */
export function homeOf(env: Env): string {
  if (env.DRIVE_HOME) return env.DRIVE_HOME;
  return join(env.XDG_CONFIG_HOME || join(env.HOME || homedir(), '.config'), 'gatehouse-drive');
}

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

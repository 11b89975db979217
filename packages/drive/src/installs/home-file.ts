import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../commands/failure.ts';
import { localFailure } from '../commands/local-failure.ts';
import { onDisk } from '../disk/disk-failure.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import { makeHome } from './home.ts';
import { type Env, homeOf } from './home-folder.mjs';

const nothing = ['ENOENT', 'ENOTDIR'];

/**
 * What was written into a file of the home; undefined where nothing was.
 * @throws Failure where that cannot be told: to go on as if nothing had been would write over it
 */
export async function readHomeFile(env: Env, name: string): Promise<unknown> {
  const path = join(homeOf(env), name);
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if (nothing.includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw new Failure(5, 'error.home-file', { path });
  }
}

/** Writes a file of the home: whole or not at all, and never readable by others, not even for a moment. */
export async function writeHomeFile(env: Env, name: string, text: string): Promise<void> {
  const path = join(await makeHome(env), name);
  const partial = `${path}.partial`;
  try {
    await onDisk(async () => {
      await rm(partial, { force: true });
      const file = await open(partial, 'wx', 0o600);
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(partial, path);
    });
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw error instanceof DiskProblem ? localFailure(error, path) : error;
  }
}

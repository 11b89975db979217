import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { localFailure } from '../commands/local-failure.ts';
import { onDisk } from '../disk/disk-failure.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import { makeHome } from './home.ts';
import type { Env } from './home-folder.mjs';

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

import { DatabaseSync } from 'node:sqlite';
import { setTimeout as after } from 'node:timers/promises';
import { Failure } from '../commands/failure.ts';

/** Takes a mount for this process. Held as an open transaction: however a process ends, its lock ends with it. */
export function lock(path: string, folder: string): () => void {
  const database = new DatabaseSync(path);
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof Error && error.message.includes('locked'))
      throw new Failure(1, 'error.mount-busy', { path: folder });
    throw error;
  }
  return () => database.close();
}

/**
 * The same of a mount that another process is about to let go of.
 * @param ask that process; again and again, for it may only have begun, and not be there to be asked yet
 */
export async function lockSoon(
  path: string,
  folder: string,
  ask: () => Promise<unknown>,
): Promise<() => void> {
  const often = 50;
  for (let left = patience / often; ; left--) {
    try {
      return lock(path, folder);
    } catch (error) {
      if (left <= 0 || !(error instanceof Failure)) throw error;
      // One that ends while it is asked has let go as well.
      await ask().catch(() => undefined);
      await after(often);
    }
  }
}

/** What is on its way there may have to end first. */
const patience = 30_000;

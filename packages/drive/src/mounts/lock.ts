import { DatabaseSync } from 'node:sqlite';
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

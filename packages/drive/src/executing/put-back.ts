import { DiskProblem } from '../ports/disk-problem.ts';
import { folderOf, type Parts } from './run.ts';

/** Gives something that was taken away its place again, or a place beside the rest. */
export async function putBack({ disk, surroundings }: Parts, from: string, to: string): Promise<void> {
  try {
    await disk.move(from, to);
  } catch (error) {
    if (!(error instanceof DiskProblem)) throw error;
    // The place is taken or its folder is gone: beside the rest, under a name that says what it is.
    await disk.move(
      from,
      `recovered ${surroundings.randomId().slice(0, 6)} ${to.slice(to.lastIndexOf('/') + 1)}`,
    );
  }
  await attempt(() => disk.syncFolder(folderOf(to)));
}

/** A step that may have been done, or become impossible, before everything was cut off. */
export async function attempt(step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (!(error instanceof DiskProblem)) throw error;
  }
}

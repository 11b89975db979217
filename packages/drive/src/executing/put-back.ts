import { DiskProblem } from '../ports/disk-problem.ts';
import { rememberPrivacy } from '../store/remembered-privacy.ts';
import { folderOf, identityOf, joined, type Parts } from './run.ts';

type Putting = Pick<Parts, 'state' | 'disk' | 'surroundings'>;

/** Gives something that was taken away from a node its place again, or a place beside the rest. */
export async function putBack(parts: Putting, from: string, to: string, nid: number): Promise<void> {
  try {
    await parts.disk.move(from, to);
  } catch (error) {
    if (!(error instanceof DiskProblem)) throw error;
    return await putBeside(parts, from, to, nid);
  }
  await attempt(() => parts.disk.syncFolder(folderOf(to)));
}

/**
 * The place is taken: beside what has it, under a name that says what it is, or beside the rest where the folder is
 * gone. The base does not know it there, and private it stays.
 */
export async function putBeside(parts: Putting, from: string, to: string, nid: number): Promise<void> {
  const { state, disk, surroundings } = parts;
  const stat = await disk.stat(from);
  if (stat === undefined) throw new DiskProblem('vanished', from);
  const name = `recovered ${surroundings.randomId().slice(0, 6)} ${to.slice(to.lastIndexOf('/') + 1)}`;
  const folder = (await disk.stat(folderOf(to)))?.kind === 'folder' ? folderOf(to) : '';
  const path = joined(folder, name);
  const draft = state.change();
  rememberPrivacy(state, nid, draft, { path, identity: identityOf(stat) });
  draft.commit();
  await disk.move(from, path);
  await attempt(() => disk.syncFolder(folder));
}

/** A step that may have been done, or become impossible, before everything was cut off. */
export async function attempt(step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (!(error instanceof DiskProblem)) throw error;
  }
}

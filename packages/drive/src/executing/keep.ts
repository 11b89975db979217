import { DiskProblem } from '../ports/disk-problem.ts';
import { privateBy } from '../store/remembered-privacy.ts';
import type { Journaled, Trashed } from '../store/state.ts';
import { attempt, lookFor, putBack } from './put-back.ts';
import { folderOf, joined, type Parts, trashFolder } from './run.ts';

type Keeping = Pick<Parts, 'state' | 'disk' | 'surroundings'>;
type Keep = Extract<Journaled, { verb: 'keep' }>;

/**
 * Takes a file out of the folder. Whatever lies there by then: what the server has as well is kept for a while, and
 * anything else as the only copy.
 * @param successor the path of what gets its name: cut off between the two, the file would look like one a person deleted
 */
export async function take(parts: Keeping, path: string, nid: number, successor?: string): Promise<void> {
  const { state } = parts;
  const known = state.synced.get(nid)?.sha256;
  await keepAs(parts, path, { path, privateBy: privateBy(state, nid, path) }, known, successor);
}

/**
 * Takes what was never sent out of a folder that goes, or is put away: links, and what programs left in it, with all that
 * is in that. Nobody else has it.
 * @param folder where it lies now
 * @param path where its person knows it
 */
export async function takeUnsent(parts: Keeping, folder: string, path: string, nid: number): Promise<void> {
  const { state, disk } = parts;
  const closed = privateBy(state, nid, path);
  const folders: string[] = [];
  for await (const batch of disk.scan([folder], true))
    for (const listing of batch)
      for (const { name, stat } of 'entries' in listing ? listing.entries : []) {
        const from = joined(listing.folder, name);
        if (stat?.kind === 'folder') folders.push(from);
        else await keepAs(parts, from, { path: path + from.slice(folder.length), privateBy: closed });
      }
  for (const each of folders.toReversed()) await disk.removeFolder(each);
}

/** It is written down first: what was moved is never without a name to find it by. */
async function keepAs(
  parts: Keeping,
  from: string,
  what: Pick<Trashed, 'path' | 'privateBy'>,
  known?: string,
  successor?: string,
): Promise<void> {
  const { state, disk, surroundings } = parts;
  const id = surroundings.randomId();
  const stored = joined(trashFolder, id);
  const size = (await disk.stat(from))?.size ?? 0;
  const entry: Trashed = { ...what, origin: 'unsent', stored, at: surroundings.now(), size };
  const begun: Keep = {
    verb: 'keep',
    entry,
    ...(known !== undefined && { known }),
    ...(successor !== undefined && { successor }),
  };
  state.change().note('op', id, begun).commit();
  await disk.move(from, stored);
  if (!(await finishKeeping(parts, id, begun, from))) throw new DiskProblem('vanished', from);
}

/**
 * Moved or not, when it was cut off.
 * @returns whether it is kept: without its successor it has its name again, unless somebody else has that
 */
export async function finishKeeping(
  parts: Keeping,
  id: string,
  { entry, known, successor }: Keep,
  from = entry.path,
): Promise<boolean> {
  const { state, disk } = parts;
  const { path, stored } = entry;
  const moved = await disk.stat(stored);
  if (moved !== undefined) {
    await disk.syncFolder(trashFolder);
    // Somebody has put it there since.
    if (moved.kind === 'folder') await putBack(parts, stored, path, 0);
    else if (successor !== undefined) {
      await attempt(() => disk.move(successor, path));
      await attempt(() => disk.move(stored, path));
    }
    await attempt(() => disk.syncFolder(folderOf(from)));
  }
  const kept = await lookFor(disk, stored);
  const isReplaced = kept?.kind === 'file' && (await isKnown(disk, stored, known));
  const trashed: Trashed | undefined = kept && {
    ...entry,
    origin: isReplaced ? 'replaced' : 'unsent',
    size: kept.size,
  };
  state.change().note('op', id).note('trash', id, trashed).commit();
  return kept !== undefined;
}

/** It may have been saved over until it was moved. Of what cannot be read nobody knows. */
async function isKnown(disk: Keeping['disk'], path: string, known: string | undefined): Promise<boolean> {
  try {
    return known !== undefined && (await disk.hash(path)).sha256 === known;
  } catch (error) {
    if (!(error instanceof DiskProblem)) throw error;
    return false;
  }
}

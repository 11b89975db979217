import { privateBy } from '../store/remembered-privacy.ts';
import type { Journaled, Trashed } from '../store/state.ts';
import { attempt } from './put-back.ts';
import { folderOf, joined, type Parts, trashFolder } from './run.ts';

type Keeping = Pick<Parts, 'state' | 'disk' | 'surroundings'>;

/**
 * Takes a file out of the folder.
 * @param successor the path of what gets its name: cut off between the two, the file would look like one a person deleted
 */
export async function take(
  parts: Keeping,
  path: string,
  nid: number,
  origin: Trashed['origin'],
  successor?: string,
): Promise<void> {
  await keepAs(parts, path, { path, origin, privateBy: privateBy(parts.state, nid, path) }, successor);
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
        else
          await keepAs(parts, from, {
            path: path + from.slice(folder.length),
            origin: 'unsent',
            privateBy: closed,
          });
      }
  for (const each of folders.toReversed()) await disk.removeFolder(each);
}

/** It is written down first: what was moved is never without a name to find it by. */
async function keepAs(
  { state, disk, surroundings }: Keeping,
  from: string,
  what: Pick<Trashed, 'path' | 'origin' | 'privateBy'>,
  successor?: string,
): Promise<void> {
  const id = surroundings.randomId();
  const stored = joined(trashFolder, id);
  const size = (await disk.stat(from))?.size ?? 0;
  const entry: Trashed = { ...what, stored, at: surroundings.now(), size };
  state
    .change()
    .note('op', id, { verb: 'keep', entry, ...(successor !== undefined && { successor }) })
    .commit();
  await disk.move(from, stored);
  await disk.syncFolder(trashFolder);
  if (successor !== undefined) await disk.move(successor, from);
  await disk.syncFolder(folderOf(from));
  state.change().note('op', id).note('trash', id, entry).commit();
}

/** Moved or not, when it was cut off. */
export async function finishKeeping(
  { state, disk }: Keeping,
  id: string,
  { entry, successor }: Extract<Journaled, { verb: 'keep' }>,
): Promise<void> {
  const isMoved = (await disk.stat(entry.stored)) !== undefined;
  if (isMoved && successor !== undefined) {
    await attempt(() => disk.move(successor, entry.path));
    await attempt(() => disk.syncFolder(folderOf(entry.path)));
  }
  state
    .change()
    .note('op', id)
    .note('trash', id, isMoved ? entry : undefined)
    .commit();
}

import { folderOf, identityOf, joined, likenessOf, type Parts } from '../executing/run.ts';
import { bytesOf } from '../executing/stub-file.ts';
import { freeName } from '../names/free-name.ts';
import { folderSuffix, nameKey } from '../names/local-name.ts';
import { longestStub, readStub } from '../placeholders/stub.ts';
import type { Disk } from '../ports/disk.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import type { Trashed } from '../store/state.ts';

export interface Kept extends Trashed {
  readonly id: string;
}

/** Content that was taken out of the folder and is still on this disk, newest first. */
export function keptIn({ state }: Pick<Parts, 'state'>, path = ''): Kept[] {
  return [...state.notes('trash')]
    .map(([id, trashed]) => ({ id, ...trashed }))
    .filter((each) => path === '' || each.path === path || each.path.startsWith(`${path}/`))
    .toSorted((a, b) => b.at - a.at);
}

/**
 * Puts it back where it was; beside what has its name now, and under folders that are made again. What was private goes
 * to the server as nothing else.
 */
export async function putBack(parts: Parts, { id, path, stored, privateBy = [] }: Kept): Promise<string> {
  const { state, disk } = parts;
  const folder = await nearestFolder(parts, folderOf(path), privateBy);
  const target = joined(folder, await freeIn(disk, folder, path.slice(path.lastIndexOf('/') + 1)));
  const by = privateBy.includes(path) ? 'itself' : 'above';
  if (privateBy.length > 0) await notePrivate(parts, target, stored, by);
  await noteSpare(parts, stored);
  await disk.move(stored, target);
  await disk.syncFolder(folder);
  state.change().note('trash', id).commit();
  return target;
}

/** The name, or the first one like it that nothing in the folder has. */
export async function freeIn(disk: Disk, folder: string, name: string): Promise<string> {
  const key = nameKey(disk.profile);
  const taken = new Set<string>();
  for await (const batch of disk.scan([folder], false))
    for (const listing of batch)
      if ('entries' in listing) for (const entry of listing.entries) taken.add(key(entry.name));
  return freeName(name, (each) => taken.has(key(each)));
}

async function notePrivate(
  { state, disk }: Pick<Parts, 'state' | 'disk'>,
  path: string,
  at: string,
  by: 'itself' | 'above',
): Promise<void> {
  const stat = await disk.stat(at);
  if (stat === undefined) throw new DiskProblem('vanished', at);
  state
    .change()
    .wasPrivate({ path, identity: identityOf(stat), by })
    .commit();
}

/** A copied placeholder, that went with its folder. */
async function noteSpare({ state, disk, mountKey }: Parts, at: string): Promise<void> {
  const stat = await disk.stat(at);
  if (stat?.kind !== 'file' || stat.size > longestStub) return;
  const isStub = readStub(await bytesOf(disk, at, longestStub), mountKey) !== undefined;
  if (isStub) state.change().note('spare', likenessOf(stat), true).commit();
}

async function nearestFolder(parts: Parts, folder: string, privateBy: readonly string[]): Promise<string> {
  const { disk } = parts;
  let at = '';
  for (const name of folder === '' ? [] : folder.split('/')) {
    const next = joined(at, name);
    const kind = (await disk.stat(next))?.kind;
    if (kind === undefined) {
      // A folder beside its own placeholder would be another one.
      if ((await disk.stat(next + folderSuffix)) !== undefined) return at;
      await disk.makeFolder(next);
      await disk.syncFolder(at);
      if (privateBy.includes(next)) await notePrivate(parts, next, next, 'itself');
    } else if (kind !== 'folder') return at;
    at = next;
  }
  return at;
}

/** For good. */
export async function purge({ state, disk }: Pick<Parts, 'state' | 'disk'>, kept: Kept): Promise<void> {
  if ((await disk.stat(kept.stored)) !== undefined) await disk.removeFile(kept.stored);
  state.change().note('trash', kept.id).commit();
}

import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Entry, type FolderEntries, type Stat, stateFolder } from '../ports/disk.ts';

/** Entries handed over at a time, so that what else goes on gets its turn. */
const batch = 2_000;
const text = new TextDecoder('utf-8', { fatal: true });

/**
 * Folders with all that is in them, parents before children. Reading is synchronous: for every file by itself a
 * promise costs more than the call.
 */
export async function* scanned(
  root: string,
  folders: readonly string[],
  deep: boolean,
): AsyncGenerator<FolderEntries[]> {
  const queue = [...folders];
  let found: FolderEntries[] = [];
  let count = 0;
  for (let folder = queue.shift(); folder !== undefined; folder = queue.shift()) {
    const read = readFolder(root, folder);
    found.push(read);
    if ('entries' in read) {
      count += read.entries.length;
      if (deep)
        for (const { name, stat } of read.entries)
          if (stat?.kind === 'folder') queue.push(folder === '' ? name : `${folder}/${name}`);
    }
    if (count < batch) continue;
    yield found;
    found = [];
    count = 0;
  }
  if (found.length > 0) yield found;
}

function readFolder(root: string, folder: string): FolderEntries {
  const path = join(root, folder);
  try {
    if (!lstatSync(path).isDirectory()) return { folder, failure: 'it is no folder any more' };
    const names = readdirSync(path, { encoding: 'buffer' });
    const entries = names.map((name) => entryOf(path, name));
    return { folder, entries: folder === '' ? entries.filter(({ name }) => name !== stateFolder) : entries };
  } catch (error) {
    return { folder, failure: error instanceof Error ? error.message : String(error) };
  }
}

function entryOf(folder: string, bytes: Buffer): Entry {
  try {
    const name = text.decode(bytes);
    return { name, stat: statOf(lstatSync(join(folder, name), { bigint: true })) };
  } catch {
    return { name: bytes.toString(), stat: undefined };
  }
}

export function statOf(found: import('node:fs').BigIntStats): Stat {
  const { size, mtimeNs, ctimeNs, dev, ino, birthtimeNs } = found;
  const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
  return { kind, size: kind === 'file' ? Number(size) : 0, mtimeNs, ctimeNs, dev, ino, birthtimeNs };
}

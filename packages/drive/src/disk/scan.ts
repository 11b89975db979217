import { lstatSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
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
    const entries = namesIn(path).map((name) => entryOf(path, name));
    return { folder, entries: folder === '' ? entries.filter(({ name }) => name !== stateFolder) : entries };
  } catch (error) {
    return { folder, failure: error instanceof Error ? error.message : String(error) };
  }
}

/** As text; as bytes where one of them may be none. */
function namesIn(folder: string): readonly (string | Buffer)[] {
  const names = readdirSync(folder);
  const isText = names.every((name) => !name.includes('\ufffd'));
  return isText ? names : readdirSync(folder, { encoding: 'buffer' });
}

function entryOf(folder: string, given: string | Buffer): Entry {
  try {
    const name = typeof given === 'string' ? given : text.decode(given);
    return { name, stat: statOf(lstatSync(`${folder}${sep}${name}`, { bigint: true })) };
  } catch {
    return { name: given.toString(), stat: undefined };
  }
}

export function statOf(found: import('node:fs').BigIntStats): Stat {
  const { size, mtimeNs, ctimeNs, dev, ino, birthtimeNs, nlink } = found;
  const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
  return { kind, size: kind === 'file' ? Number(size) : 0, mtimeNs, ctimeNs, dev, ino, birthtimeNs, nlink };
}

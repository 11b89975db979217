import { copyFile, link, mkdir, open as openFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { ByteRange } from './blob-store.ts';
import { sourceIn } from './content-of.ts';
import { ContentStream, type Source } from './content-stream.ts';

/** What the location of a blob ends in that lies as several files in a folder, to be read in the order of their names. */
export const joinedSuffix = '.joined';

/**
 * A folder with a second name for each file: nothing is written anew, and no name of another can change what is in it.
 * It is durable once its own name is.
 */
export async function linkTogether(folder: string, files: readonly string[]): Promise<void> {
  await mkdir(folder, { mode: 0o700 });
  for (const [index, file] of files.entries()) {
    const name = join(folder, String(index).padStart(5, '0'));
    await link(file, name).catch(async (error: NodeJS.ErrnoException) => {
      // A volume without second names, or a file that has as many as it can have.
      if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK'].includes(error.code ?? '')) throw error;
      await copyFile(file, name);
      await synced(name);
    });
  }
  await synced(folder);
}

/** Out of sight first, so that it is whole or not there at all, and then bit by bit. */
export async function removeJoined(folder: string, aside: string): Promise<void> {
  try {
    await rename(folder, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  await rm(aside, { recursive: true, force: true });
}

/** The bytes of all files, one after the other, or those of a range. */
export async function contentOfJoined(folder: string, range: ByteRange | undefined): Promise<Readable> {
  const pieces: Piece[] = [];
  let length = 0;
  let from = 0;
  for (const name of (await readdir(folder)).sort()) {
    const path = join(folder, name);
    const { size } = await stat(path);
    const first = Math.max(from, range?.first ?? 0);
    const last = Math.min(from + size - 1, range?.last ?? Number.POSITIVE_INFINITY);
    if (first <= last) {
      pieces.push({ path, first: first - from, length: last - first + 1 });
      length += last - first + 1;
    }
    from += size;
  }
  return new ContentStream(sourceInOrder(pieces), length);
}

interface Piece {
  readonly path: string;
  readonly first: number;
  readonly length: number;
}

/** Each file is open while it is read, and no longer. */
function sourceInOrder(pieces: readonly Piece[]): Source {
  const coming = pieces.values();
  let open: { readonly source: Source; left: number } | undefined;
  let unwanted = false;
  const done = async () => {
    const { source } = open ?? {};
    open = undefined;
    await source?.close();
  };
  return {
    async read(room) {
      if (open?.left === 0) await done();
      if (open === undefined) {
        const next = coming.next();
        if (next.done === true) return 0;
        const { path, first, length } = next.value;
        const file = await openFile(path);
        open = { source: sourceIn(file, first), left: length };
        // Nobody closes it who came before it was open.
        if (unwanted) await done();
      }
      const current = open;
      if (current === undefined) return 0;
      const read = await current.source.read(room.subarray(0, current.left));
      current.left -= read;
      return read;
    },
    async close() {
      unwanted = true;
      await done();
    },
  };
}

/** Whoever looks gives the memory of a piece back, or the garbage collector would have most of the work. */
export async function lookThrough(path: string, at: (bytes: Uint8Array) => Promise<void>): Promise<void> {
  const file = await openFile(path);
  let looking = Promise.resolve();
  try {
    for (let offset = 0; ; ) {
      const room = Buffer.allocUnsafeSlow(pieceSize);
      const { bytesRead } = await file.read(room, 0, room.length, offset);
      await looking;
      if (bytesRead === 0) return;
      offset += bytesRead;
      looking = at(bytesRead === room.length ? room : Uint8Array.from(room.subarray(0, bytesRead)));
      looking.catch(() => undefined);
    }
  } finally {
    await file.close();
  }
}

const pieceSize = 512 * 1024;

async function synced(path: string): Promise<void> {
  const opened = await openFile(path);
  await opened.sync().finally(() => opened.close());
}

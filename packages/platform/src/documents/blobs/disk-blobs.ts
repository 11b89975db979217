import { renameSync } from 'node:fs';
import { open, readdir, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Random } from '@gatehouse/service';
import type { BlobStore, StoredBlob } from './blob-store.ts';
import { contentOf } from './content-of.ts';
import { DurableFolders } from './durable-folders.ts';
import { partialName, removeLeftovers } from './leftovers.ts';
import { storageFailure, type TakenIn, takeIn } from './take-in.ts';

/**
 * Blobs as files under `folder`: `ab/cd/<sha256>.<number>`, readable by their owner only. The digest lets an operator
 * check a file by hand; the random number makes the name one that never was and never will be another's. What is
 * being received lies in `folder/incoming`, on the same file system, so that a blob appears by rename: whole, or not
 * at all. What an earlier process left half-received is removed at the start. The folder above `folder` must exist.
 */
export async function openDiskBlobs(folder: string, random: Random): Promise<BlobStore> {
  const incoming = join(folder, 'incoming');
  const folders = new DurableFolders(dirname(folder));
  await folders.make(incoming);
  await removeLeftovers(incoming);

  /**
   * Gives arrived bytes their place, and waits for everything at once: file, name and folders go to the disk in one
   * journal commit of the volume rather than in one each. Half a file may bear a location after a loss of power, and
   * no row names it then.
   */
  async function settle({ file }: TakenIn, partial: string, path: string): Promise<void> {
    const made = folders.make(dirname(path));
    try {
      renameSync(partial, path);
    } catch (error) {
      // Why the folder could not be made, if that is why.
      await made;
      throw error;
    }
    await Promise.all([file.sync(), made, folders.sync(dirname(path))]);
  }

  return {
    async receive(content, { maxBytes }) {
      const partial = join(incoming, partialName(random));
      const taken = await takeIn(content, partial, maxBytes);
      const { sha256, size, file } = taken;
      const location = `${sha256}.${Buffer.from(random.bytes(8)).toString('hex')}`;
      const path = pathOf(folder, location);
      try {
        await settle(taken, partial, path);
      } catch (error) {
        await Promise.all([removeFile(partial), removeFile(path)]);
        throw storageFailure(error);
      } finally {
        await file.close();
      }
      let isKept = false;
      return {
        location,
        sha256,
        size,
        // Nobody else knows the location yet, so the file may be there before it counts.
        async keep() {
          isKept = true;
        },
        async discard() {
          if (!isKept) await removeFile(path);
        },
      };
    },

    async open({ location }, range) {
      const file = await open(pathOf(folder, location)).catch((error) => {
        throw storageFailure(error);
      });
      return await contentOf(file, range);
    },

    has: async ({ location }) => await isFile(pathOf(folder, location)),
    remove: async ({ location }) => await removeFile(pathOf(folder, location)),
    stored: () => storedIn(folder),
    removeUnfinished: () => removeLeftovers(incoming),

    // Nobody sees the files themselves, so all may share them.
    sharedBy: () => 'everybody',
  };
}

/** A location comes from our own rows; anything else must not become a path. Those of old are a digest alone. */
const located = /^[0-9a-f]{64}(?:\.[0-9a-f]{16})?$/;

function pathOf(folder: string, location: string): string {
  if (!located.test(location)) throw new RangeError('A blob on disk lies under its SHA-256 and a number.');
  return join(folder, location.slice(0, 2), location.slice(2, 4), location);
}

async function* storedIn(folder: string): AsyncGenerator<StoredBlob> {
  for (const first of await foldersIn(folder))
    for (const second of await foldersIn(join(folder, first)))
      for (const location of await readdir(join(folder, first, second))) {
        if (!located.test(location)) continue;
        const found = await stat(join(folder, first, second, location)).catch(ignoreAbsent);
        if (found?.isFile()) yield { location, storedAt: found.mtimeMs };
      }
}

async function foldersIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name));
}

async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(ignoreAbsent);
  return found?.isFile() ?? false;
}

async function removeFile(path: string): Promise<void> {
  await unlink(path).catch(ignoreAbsent);
}

function ignoreAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

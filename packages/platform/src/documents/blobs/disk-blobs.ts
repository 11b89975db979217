import { open, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Random } from '@gatehouse/service';
import type { BlobStore, ReceivedBlob } from './blob-store.ts';
import { DurableFolders } from './durable-folders.ts';
import { partialName, removeLeftovers } from './leftovers.ts';
import { storageFailure, takeIn } from './take-in.ts';

/**
 * Blobs as files under `folder`: `ab/cd/<sha256>`, readable by their owner only. What is being received lies in
 * `folder/incoming`, on the same file system, so that a blob appears by rename: whole, or not at all. What an
 * earlier process left half-received is removed at the start. The folder above `folder` must exist.
 */
export async function openDiskBlobs(folder: string, random: Random): Promise<BlobStore> {
  const incoming = join(folder, 'incoming');
  const folders = new DurableFolders(dirname(folder));
  await folders.make(incoming);
  await removeLeftovers(incoming);

  function received(partial: string, sha256: string, size: number): ReceivedBlob {
    const path = pathOf(folder, sha256);
    let keeping: Promise<void> | undefined;

    async function settle(): Promise<void> {
      await folders.make(dirname(path));
      // Over a blob of the same content: whoever reads the old file keeps it open.
      await rename(partial, path);
      await folders.sync(dirname(path));
    }

    return {
      sha256,
      size,
      keep() {
        keeping ??= settle().catch((error) => {
          throw storageFailure(error);
        });
        return keeping;
      },
      discard: () => removeFile(partial),
    };
  }

  return {
    async receive(content, { maxBytes }) {
      const partial = join(incoming, partialName(random));
      const { sha256, size } = await takeIn(content, partial, maxBytes);
      return received(partial, sha256, size);
    },

    async open(sha256, range) {
      const file = await open(pathOf(folder, sha256)).catch((error) => {
        throw storageFailure(error);
      });
      return file.createReadStream(range === undefined ? {} : { start: range.first, end: range.last });
    },

    has: (sha256) => isFile(pathOf(folder, sha256)),
  };
}

/** A digest comes from our own hash or our own rows; anything else must not become a path. */
function pathOf(folder: string, sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256))
    throw new RangeError('A blob is named by its SHA-256 in lower-case hex.');
  return join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
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

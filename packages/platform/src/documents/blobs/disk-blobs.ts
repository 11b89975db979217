import { renameSync } from 'node:fs';
import { open, readdir, rename, rm, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Random } from '@gatehouse/service';
import type { BlobStore, ReceivedBlob, StoredBlob } from './blob-store.ts';
import { contentOf } from './content-of.ts';
import { DurableFolders } from './durable-folders.ts';
import { contentOfJoined, joinedSuffix, linkTogether, lookThrough, removeJoined } from './joined.ts';
import { partialName, removeLeftovers } from './leftovers.ts';
import { storageFailure, type TakenIn, takeIn } from './take-in.ts';
import { takeInEach } from './take-in-each.ts';

/**
 * Blobs as files under `folder`: `ab/cd/<sha256>.<number>`, readable by their owner only. The digest lets an operator
 * check a file by hand; the random number makes the name one that never was and never will be another's. What came in
 * parts is a folder of them, `ab/cd/<sha256>.<number>.joined`: together they have that digest. What came together with
 * others lies in one folder with them, `<folder>/<sha256>.<number>.<folder>`: it is synced once for all. What is
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

  const hex = (bytes: number) => Buffer.from(random.bytes(bytes)).toString('hex');
  const newLocation = (sha256: string) => `${sha256}.${hex(8)}`;

  function received(path: string, location: string, { sha256, size }: Hashed): ReceivedBlob {
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
  }

  return {
    async receive(content, taking) {
      const partial = join(incoming, partialName(random));
      const taken = await takeIn(content, partial, taking);
      const { file } = taken;
      const location = newLocation(taken.sha256);
      const path = pathOf(folder, location);
      try {
        await settle(taken, partial, path);
      } catch (error) {
        await Promise.all([removeFile(partial), removeFile(path)]);
        throw storageFailure(error);
      } finally {
        await file.close();
      }
      return received(path, location, taken);
    },

    async receiveEach(contents) {
      const together = hex(2);
      const within = join(folder, together.slice(0, 2), together.slice(2));
      const files = { make: () => folders.make(within), sync: () => folders.sync(within) };
      const nameOf = (sha256: string) => join(within, `${newLocation(sha256)}.${together}`);
      const taken = await takeInEach(contents, files, nameOf);
      return taken.map((each) => received(each.path, basename(each.path), each));
    },

    async open({ location }, range) {
      const path = pathOf(folder, location);
      try {
        return location.endsWith(joinedSuffix)
          ? await contentOfJoined(path, range)
          : await contentOf(await open(path), range);
      } catch (error) {
        throw storageFailure(error);
      }
    },

    has: async ({ location }) => await isThere(pathOf(folder, location)),

    async remove({ location }) {
      const path = pathOf(folder, location);
      if (location.endsWith(joinedSuffix)) await removeJoined(path, join(incoming, partialName(random)));
      else await removeFile(path);
    },

    stored: () => storedIn(folder),
    removeUnfinished: () => removeLeftovers(incoming),

    // Nobody sees the files themselves, so all may share them.
    sharedBy: () => 'everybody',

    joining: {
      async look({ location }, at) {
        try {
          await lookThrough(pathOf(folder, location), at);
        } catch (error) {
          throw storageFailure(error);
        }
      },

      async join(blobs, sha256) {
        const location = `${newLocation(sha256)}${joinedSuffix}`;
        const [partial, path] = [join(incoming, partialName(random)), pathOf(folder, location)];
        try {
          await linkTogether(
            partial,
            blobs.map((blob) => pathOf(folder, blob.location)),
          );
          await folders.make(dirname(path));
          await rename(partial, path);
          await folders.sync(dirname(path));
        } catch (error) {
          await Promise.all([partial, path].map((each) => rm(each, { recursive: true, force: true })));
          throw storageFailure(error);
        }
        return { location };
      },
    },
  };
}

type Hashed = Pick<ReceivedBlob, 'sha256' | 'size'>;

/** A location comes from our own rows; anything else must not become a path. Those of old are a digest alone. */
const located = /^[0-9a-f]{64}(?:\.[0-9a-f]{16}(?:\.joined|\.(?<together>[0-9a-f]{4}))?)?$/;

function pathOf(folder: string, location: string): string {
  const match = located.exec(location);
  if (match === null) throw new RangeError('A blob on disk lies under its SHA-256 and a number.');
  const inside = match.groups?.together ?? location;
  return join(folder, inside.slice(0, 2), inside.slice(2, 4), location);
}

async function* storedIn(folder: string): AsyncGenerator<StoredBlob> {
  for (const first of await foldersIn(folder))
    for (const second of await foldersIn(join(folder, first)))
      for (const location of await readdir(join(folder, first, second))) {
        if (!located.test(location)) continue;
        const found = await stat(join(folder, first, second, location)).catch(ignoreAbsent);
        if (found !== undefined) yield { location, storedAt: found.mtimeMs };
      }
}

async function foldersIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name));
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(ignoreAbsent)) !== undefined;
}

async function removeFile(path: string): Promise<void> {
  await unlink(path).catch(ignoreAbsent);
}

function ignoreAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

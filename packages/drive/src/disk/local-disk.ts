import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
  unlinkSync,
} from 'node:fs';
import { statfs } from 'node:fs/promises';
import { type Disk, type DiskProfile, stateFolder } from '../ports/disk.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import { atOnce } from '../ports/remote.ts';
import { bytesIn, hashInto, type Opened, writeFrom } from './bytes.ts';
import { containedIn } from './contained.ts';
import { onDisk } from './disk-failure.ts';
import { FolderSyncs, synced } from './folder-syncs.ts';
import { PartDigests } from './part-digests.ts';
import { scanned, statOf } from './scan.ts';

/** A file that was swapped for a link is not followed. */
const readOnly = constants.O_RDONLY | constants.O_NOFOLLOW;
const readWrite = constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW;

/**
 * A folder of this machine, and nothing outside it. `root` is absolute and no link. Names are looked up and changed
 * synchronously, which costs less than to wait for it; what waits for the disk itself lets other work go on.
 */
export function localDisk(root: string, platform: NodeJS.Platform = process.platform): Disk {
  const at = containedIn(root);
  const folders = new FolderSyncs();
  const digests = new PartDigests();

  async function opened<Result>(
    path: string,
    flags: number,
    use: (file: Opened) => Promise<Result>,
  ): Promise<Result> {
    return await onDisk(async () => {
      const file = openSync(at(path), flags, 0o666);
      try {
        return await use(file);
      } finally {
        closeSync(file);
      }
    });
  }

  return {
    profile: profileOf(platform),
    async stat(path) {
      try {
        return await onDisk(async () => statOf(lstatSync(at(path), { bigint: true })));
      } catch (error) {
        if (error instanceof DiskProblem && error.code === 'vanished') return undefined;
        throw error;
      }
    },
    scan: (folders, deep) => scanned(root, folders, deep),
    hash: (path, isNew = false) =>
      opened(path, readOnly, async (file) => {
        const hash = createHash('sha256');
        const isLarge = fstatSync(file).size > atOnce;
        const beside = isNew && isLarge ? [digests.prepare(file), synced(file)] : [];
        // The file stays open for all of them, whatever becomes of one.
        const all = await Promise.allSettled([hashInto(hash, file), ...beside]);
        for (const each of all) if (each.status === 'rejected') throw each.reason;
        return { sha256: hash.digest('hex'), stat: statOf(fstatSync(file, { bigint: true })) };
      }),
    digest: (path, from, to) => opened(path, readOnly, (file) => digests.take(file, from, to)),
    async *read(path, from = 0, to = Number.MAX_SAFE_INTEGER) {
      const file = await onDisk(async () => openSync(at(path), readOnly));
      try {
        yield* bytesIn(file, from, to);
      } finally {
        closeSync(file);
      }
    },
    write: (path, from, chunks) =>
      opened(path, readWrite, async (file) => {
        const sha256 = await writeFrom(file, from, chunks);
        await synced(file);
        return { sha256, stat: statOf(fstatSync(file, { bigint: true })) };
      }),
    sync: (path) => opened(path, readOnly, synced),
    syncFolder: (path) => folders.sync(path, () => at(path)),
    // Where nobody else gives names, a rename replaces nothing either; and what is saved meanwhile stays where it was.
    move: (from, to) =>
      onDisk(async () =>
        to.startsWith(`${stateFolder}/`)
          ? renameSync(at(from), at(to))
          : moveWithoutReplacing(at(from), at(to), at(`${stateFolder}/leaving`)),
      ),
    replace: (from, to) => onDisk(async () => renameSync(at(from), at(to))),
    link: (from, to) => onDisk(async () => linkSync(at(from), at(to))),
    makeFolder: (path) => onDisk(async () => mkdirSync(at(path))),
    removeFolder: (path) => onDisk(async () => rmdirSync(at(path))),
    removeFile: (path) => onDisk(async () => unlinkSync(at(path))),
    free: async () => {
      const { bavail, bsize } = await onDisk(() => statfs(root));
      return bavail * bsize;
    },
  };
}

/**
 * rename() takes whatever has the new name, and a look before it leaves a moment in which a program may save there. A
 * second name is refused where there is one already. Folders have no second name; a rename over a folder succeeds only
 * if that one is empty. The first name is not removed where it lies either: by then a program may have saved another
 * file under it. It goes where nobody saves, is looked at there, and comes back if it is not the one that was moved.
 */
function moveWithoutReplacing(source: string, target: string, leaving: string): void {
  const what = lstatSync(source, { bigint: true });
  if (lstatSync(target, { throwIfNoEntry: false }) !== undefined) throw new DiskProblem('taken', target);
  if (!what.isFile() || !isLinked(source, target)) {
    renameSync(source, target);
    return;
  }
  // Nothing waits between these steps, so one name does for all moves.
  renameSync(source, leaving);
  if (lstatSync(leaving, { bigint: true }).ino !== what.ino) comeBack(leaving, source);
  unlinkSync(leaving);
}

function comeBack(leaving: string, source: string): void {
  try {
    linkSync(leaving, source);
  } catch (error) {
    // The program has saved once more, over what it saved before.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Whether the volume could give a file a second name. */
function isLinked(source: string, target: string): boolean {
  try {
    linkSync(source, target);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'EMLINK') throw error;
    return false;
  }
}

function profileOf(platform: NodeJS.Platform): DiskProfile {
  const plain = platform !== 'win32' && platform !== 'darwin';
  return {
    caseSensitive: plain,
    portableNames: platform === 'win32',
    longestName: 255,
    lengthUnit: plain ? 'bytes' : 'utf-16',
  };
}

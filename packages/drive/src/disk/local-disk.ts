import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, link, lstat, mkdir, open, rename, rmdir, statfs, unlink } from 'node:fs/promises';
import type { Disk, DiskProfile, Stat } from '../ports/disk.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import { contained } from './contained.ts';
import { onDisk } from './disk-failure.ts';
import { scanned, statOf } from './scan.ts';

const chunkSize = 256 * 1024;
/** A file that was swapped for a link is not followed. */
const readOnly = constants.O_RDONLY | constants.O_NOFOLLOW;
const readWrite = constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW;

/** A folder of this machine, and nothing outside it. `root` is absolute and no link. */
export function localDisk(root: string, platform: NodeJS.Platform = process.platform): Disk {
  const at = (path: string) => contained(root, path);

  async function opened<Result>(
    path: string,
    flags: number,
    use: (file: FileHandle) => Promise<Result>,
  ): Promise<Result> {
    const place = await at(path);
    return await onDisk(async () => {
      const file = await open(place, flags, 0o666);
      try {
        return await use(file);
      } finally {
        await file.close();
      }
    });
  }

  async function* chunks(file: FileHandle, from: number, to: number): AsyncGenerator<Uint8Array> {
    for (let offset = from; offset < to; ) {
      const buffer = Buffer.allocUnsafe(Math.min(chunkSize, to - offset));
      const { bytesRead } = await onDisk(() => file.read(buffer, 0, buffer.length, offset));
      if (bytesRead === 0) return;
      offset += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  }

  return {
    profile: profileOf(platform),
    async stat(path) {
      try {
        const place = await at(path);
        return statOf(await onDisk(() => lstat(place, { bigint: true })));
      } catch (error) {
        if (error instanceof DiskProblem && error.code === 'vanished') return undefined;
        throw error;
      }
    },
    scan: (folders, deep) => scanned(root, folders, deep),
    hash: (path) =>
      opened(path, readOnly, async (file): Promise<{ sha256: string; stat: Stat }> => {
        const hash = createHash('sha256');
        for await (const chunk of chunks(file, 0, Number.MAX_SAFE_INTEGER)) hash.update(chunk);
        return { sha256: hash.digest('hex'), stat: statOf(await file.stat({ bigint: true })) };
      }),
    async *read(path, from = 0, to = Number.MAX_SAFE_INTEGER) {
      const place = await at(path);
      const file = await onDisk(() => open(place, readOnly));
      try {
        yield* chunks(file, from, to);
      } finally {
        await file.close();
      }
    },
    write: (path, from, content) =>
      opened(path, readWrite, async (file) => {
        await file.truncate(from);
        let offset = from;
        for await (const chunk of content) {
          for (let sent = 0; sent < chunk.length; ) {
            const left = chunk.subarray(sent);
            const { bytesWritten } = await file.write(left, 0, left.length, offset);
            sent += bytesWritten;
            offset += bytesWritten;
          }
        }
      }),
    sync: (path) => opened(path, readOnly, (file) => file.sync()),
    syncFolder: (path) => opened(path, constants.O_RDONLY | constants.O_DIRECTORY, (file) => file.sync()),
    async move(from, to) {
      const [source, target] = [await at(from), await at(to)];
      await onDisk(() => moveWithoutReplacing(source, target));
    },
    async replace(from, to) {
      const [source, target] = [await at(from), await at(to)];
      await onDisk(() => rename(source, target));
    },
    async link(from, to) {
      const [source, target] = [await at(from), await at(to)];
      await onDisk(() => link(source, target));
    },
    async makeFolder(path) {
      const place = await at(path);
      await onDisk(() => mkdir(place));
    },
    async removeFolder(path) {
      const place = await at(path);
      await onDisk(() => rmdir(place));
    },
    async removeFile(path) {
      const place = await at(path);
      await onDisk(() => unlink(place));
    },
    free: async () => {
      const { bavail, bsize } = await onDisk(() => statfs(root));
      return bavail * bsize;
    },
  };
}

/**
 * rename() takes whatever has the new name, and a look before it leaves a moment in which a program may save there. A
 * second name is refused where there is one already. Folders have no second name; a rename over a folder succeeds only
 * if that one is empty.
 */
async function moveWithoutReplacing(source: string, target: string): Promise<void> {
  const [what, taken] = [await lstat(source), await lstat(target).catch(() => undefined)];
  if (taken !== undefined) throw new DiskProblem('taken', target);
  if (!what.isFile()) return await rename(source, target);
  try {
    await link(source, target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'EMLINK') throw error;
    return await rename(source, target);
  }
  await unlink(source);
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

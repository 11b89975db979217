import type { Disk } from '../ports/disk.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import type { SimulatedDisk } from './disk.test-support.ts';

/**
 * The rights of a volume (mode 000): in a folder without them nothing is found, made or moved, and of a file without them
 * nothing is read. What has them not can still be moved and deleted in a folder that has.
 */
export function lockedDisk(disk: SimulatedDisk, port: Disk): Disk {
  const isLocked = (path: string) => {
    const inode = disk.find(path);
    return inode !== undefined && disk.locked.has(inode);
  };
  const isWithin = (path: string) => {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
      if (isLocked(path.slice(0, at))) return true;
    return false;
  };
  const reach = (...paths: string[]) => {
    for (const path of paths) if (isWithin(path)) throw new DiskProblem('denied', path);
  };
  const open = (path: string) => {
    reach(path);
    if (isLocked(path)) throw new DiskProblem('denied', path);
  };
  return {
    ...port,
    async stat(path) {
      reach(path);
      return await port.stat(path);
    },
    async *scan(folders, deep) {
      for await (const batch of port.scan(folders, deep))
        yield batch
          .filter(({ folder }) => !isWithin(folder))
          .map((listing) =>
            isLocked(listing.folder) ? { folder: listing.folder, failure: 'denied' } : listing,
          );
    },
    async hash(path) {
      open(path);
      return await port.hash(path);
    },
    async digest(path, from, to) {
      open(path);
      return await port.digest(path, from, to);
    },
    async *read(path, from, to) {
      open(path);
      yield* port.read(path, from, to);
    },
    async sync(path) {
      open(path);
      await port.sync(path);
    },
    async syncFolder(path) {
      open(path);
      await port.syncFolder(path);
    },
    async move(from, to) {
      reach(from, to);
      await port.move(from, to);
    },
    async link(from, to) {
      reach(from, to);
      await port.link(from, to);
    },
    async makeFolder(path) {
      reach(path);
      await port.makeFolder(path);
    },
    async removeFolder(path) {
      reach(path);
      await port.removeFolder(path);
    },
    async removeFile(path) {
      reach(path);
      await port.removeFile(path);
    },
  };
}

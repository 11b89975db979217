import { partialFolder } from '../executing/run.ts';
import type { SimulatedServer } from './server.test-support.ts';
import type { Install } from './world.test-support.ts';

/**
 * Whether a file may be removed for good: it is a placeholder, or has another name, or never had one of its own here, or
 * what is in it is what the base has a placeholder for, so that it can be had again.
 */
export function isStoodFor({ items }: SimulatedServer, { disk, keeper }: Install, path: string): boolean {
  const inode = disk.need(path);
  if (inode.content.startsWith('gatehouse [') || path.startsWith(`${partialFolder}/`)) return true;
  if (disk.statOf(inode).nlink > 1n) return true;
  return keeper.stubs().some(({ key, version }) => {
    const versions = items.get(key / 2)?.versions ?? [];
    return versions[Number(version) - 1] === inode.content;
  });
}

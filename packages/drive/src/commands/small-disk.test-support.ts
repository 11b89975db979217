import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';

/** Why there can be none here; false where there can. */
export const noSmallDisk =
  process.platform === 'linux' && process.getuid?.() === 0 ? false : 'only root on Linux makes a small disk';

/** A disk of its own in a new folder, of a size as mount(8) takes it. */
export async function smallDisk(folder: string, size: string) {
  await mkdir(folder);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]);
  return {
    grow: (to: string) => execFileSync('mount', ['-o', `remount,size=${to}`, folder]),
    remove: () => execFileSync('umount', ['-l', folder]),
  };
}

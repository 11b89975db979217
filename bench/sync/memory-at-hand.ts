import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';

const piece = Buffer.alloc(8 * 2 ** 20, 7);

/**
 * Writes a file of that size and removes it, so that whoever writes as much next finds memory for the disk's cache that
 * the machine has. A virtual machine gives free memory back to its host within a minute; what comes first afterwards pays
 * for every page of it, which costs the system five times what the writing does.
 * @param size in bytes
 */
export async function haveMemoryAtHand(folder: string, size: number): Promise<void> {
  const path = join(folder, 'memory-at-hand');
  const file = await open(path, 'wx', 0o600);
  try {
    for (let left = size; left > 0; left -= piece.length)
      await file.write(piece, 0, Math.min(left, piece.length));
    await file.sync();
  } finally {
    await file.close();
    await rm(path);
  }
}

import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Folders whose names are on disk. A file's name is durable only when its folder is synced, and so is that
 * folder's own name in the folder above it, up to `base`, which must exist.
 */
export class DurableFolders {
  readonly #base: string;
  readonly #made = new Map<string, Promise<void>>();

  constructor(base: string) {
    this.#base = base;
  }

  make(folder: string): Promise<void> {
    const known = this.#made.get(folder);
    if (known !== undefined) return known;
    const making = this.#make(folder);
    this.#made.set(folder, making);
    making.catch(() => this.#made.delete(folder));
    return making;
  }

  async sync(folder: string): Promise<void> {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  async #make(folder: string): Promise<void> {
    if (folder === this.#base) return;
    await this.make(dirname(folder));
    await mkdir(folder, { mode: 0o700 }).catch((error) => {
      if (error.code !== 'EEXIST') throw error;
    });
    await this.sync(dirname(folder));
  }
}

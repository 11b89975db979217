import { closeSync, fsync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const synced = promisify(fsync);

/**
 * Folders whose names are on disk. A file's name is durable only when its folder is synced, and so is that
 * folder's own name in the folder above it, up to `base`, which must exist.
 */
export class DurableFolders {
  readonly #base: string;
  readonly #made = new Map<string, Promise<unknown>>();

  constructor(base: string) {
    this.#base = base;
  }

  /** The folder is there at once; its name is durable when this resolves. */
  make(folder: string): Promise<unknown> {
    const known = this.#made.get(folder);
    if (known !== undefined) return known;
    const making = this.#make(folder);
    this.#made.set(folder, making);
    making.catch(() => this.#made.delete(folder));
    return making;
  }

  async sync(folder: string): Promise<void> {
    const handle = openSync(folder, 'r');
    await synced(handle).finally(() => closeSync(handle));
  }

  async #make(folder: string): Promise<unknown> {
    if (folder === this.#base) return;
    const above = this.make(dirname(folder));
    try {
      mkdirSync(folder, { mode: 0o700 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        await above;
        throw error;
      }
    }
    return await Promise.all([above, this.sync(dirname(folder))]);
  }
}

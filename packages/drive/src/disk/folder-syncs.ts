import { closeSync, constants, fsync, openSync } from 'node:fs';
import { promisify } from 'node:util';
import { onDisk } from './disk-failure.ts';

/** Resolves when an open file, or folder, is on the disk as it was when this was called. */
export const synced = promisify(fsync);

/** Makes the names in folders durable. Who asks while a sync runs shares the next one, however many they are. */
export class FolderSyncs {
  readonly #running = new Map<string, Promise<void>>();
  readonly #next = new Map<string, Promise<void>>();

  /** @param place where the folder lies, asked when its turn comes */
  sync(path: string, place: () => string): Promise<void> {
    const running = this.#running.get(path);
    if (running === undefined) return this.#begin(path, place);
    const known = this.#next.get(path);
    if (known !== undefined) return known;
    const next = running
      .catch(() => undefined)
      .then(() => {
        this.#next.delete(path);
        return this.#begin(path, place);
      });
    this.#next.set(path, next);
    return next;
  }

  #begin(path: string, place: () => string): Promise<void> {
    const sync = onDisk(async () => {
      const folder = openSync(place(), constants.O_RDONLY | constants.O_DIRECTORY);
      await synced(folder).finally(() => closeSync(folder));
    }).finally(() => this.#running.delete(path));
    this.#running.set(path, sync);
    return sync;
  }
}

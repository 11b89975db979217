import { closeSync, fsync, fsyncSync, openSync } from 'node:fs';
import { promisify } from 'node:util';

const synced = promisify(fsync);

/**
 * The log beside a database, to be made durable by itself. It is there from the first transaction to the closing of
 * the last connection, and no lock of SQLite is on it, so that to open and close it takes none away.
 */
export function writeAheadLog(path: string) {
  let file: number | undefined;
  const opened = (): number => {
    file ??= openSync(path, 'r+');
    return file;
  };
  return {
    syncNow: (): void => fsyncSync(opened()),
    sync: async (): Promise<void> => await synced(opened()),
    close(): void {
      if (file !== undefined) closeSync(file);
    },
  };
}

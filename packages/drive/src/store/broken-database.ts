/** What is in the database of a mount is no base any more. */
export class BrokenDatabase extends Error {
  readonly path: string;

  constructor(path: string, cause: unknown) {
    super(path, { cause });
    this.path = path;
  }
}

const sqliteCorrupt = 11;
const sqliteNotADatabase = 26;

/** Says so of what SQLite throws, and of everything else what was said. */
export function asBroken(error: unknown, path: string): unknown {
  const { errcode } = error as { errcode?: number };
  return errcode === sqliteCorrupt || errcode === sqliteNotADatabase
    ? new BrokenDatabase(path, error)
    : error;
}

import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** `group`: writes that wait share one COMMIT, as in Gatehouse. `each`: a COMMIT for each, as adapters usually do. */
export type CommitStyle = 'group' | 'each';

/** What a peer keeps its rows in: the engine and the durability that Gatehouse has by default. */
export class SqliteStore {
  readonly database: DatabaseSync;
  readonly #style: CommitStyle;
  #waiting: (() => () => void)[] = [];

  constructor(folder: string, style: CommitStyle, schema: string) {
    this.database = new DatabaseSync(join(folder, 'peer.db'));
    this.#style = style;
    // The settings of packages/database/src/sqlite/connection.ts.
    this.database.exec(`
      pragma journal_mode = wal;
      pragma synchronous = full;
      pragma journal_size_limit = 67108864;
      pragma cache_size = -16384;
      pragma temp_store = memory;
    `);
    this.database.exec(schema);
  }

  /** Runs `work`, which must not wait for anything, and resolves when it is on disk. */
  write<Result>(work: () => Result): Promise<Result> {
    if (this.#style === 'each') return Promise.resolve().then(work);
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    this.#waiting.push(() => {
      try {
        const result = work();
        return () => resolve(result);
      } catch (error) {
        return () => reject(error);
      }
    });
    // A macrotask, so that every request read from the network in this turn of the event loop joins the group.
    if (this.#waiting.length === 1) setImmediate(() => this.#commitGroup());
    return promise;
  }

  #commitGroup(): void {
    const group = this.#waiting;
    this.#waiting = [];
    this.database.exec('begin immediate');
    const answers = group.map((work) => work());
    this.database.exec('commit');
    for (const answer of answers) answer();
  }
}

import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { CompiledQuery, QueryResult } from 'kysely';
import { toSqlite } from '../columns.ts';

const STATEMENTS_KEPT = 512;

interface Prepared {
  readonly statement: StatementSync;
  /** Whether it yields rows: a SELECT, or a change with RETURNING. */
  readonly yields: boolean;
}

export interface ConnectionSettings {
  readonly readOnly: boolean;
  /** Milliseconds to wait, with the event loop standing still, for a lock of another process. */
  readonly busyTimeout: number;
}

/** One SQLite connection with its prepared statements. Every call is synchronous. */
export class SqliteConnection {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, Prepared>();

  constructor(path: string, settings: ConnectionSettings) {
    this.#database = new DatabaseSync(path, {
      readOnly: settings.readOnly,
      timeout: settings.busyTimeout,
      enableForeignKeyConstraints: true,
      enableDoubleQuotedStringLiterals: false,
    });
    // FULL: a COMMIT is on disk before it returns. On macOS only F_FULLFSYNC reaches the disk itself.
    // LIKE minds case, as on PostgreSQL.
    this.#database.exec(`
      pragma synchronous = full;
      pragma fullfsync = on;
      pragma checkpoint_fullfsync = on;
      pragma journal_size_limit = 67108864;
      pragma cache_size = -16384;
      pragma temp_store = memory;
      pragma case_sensitive_like = on;
    `);
  }

  /** False after the engine gave up the whole transaction by itself: disk full, input/output error. */
  get inTransaction(): boolean {
    return this.#database.isTransaction;
  }

  /** Runs a statement that takes and yields no values. */
  run(sql: string): void {
    this.#prepare(sql).statement.run();
  }

  /** The journal mode after asking for write-ahead logging. */
  useWriteAheadLog(): unknown {
    return this.#database.prepare('pragma journal_mode = wal').get()?.journal_mode;
  }

  execute(query: CompiledQuery): QueryResult<unknown> {
    const { statement, yields } = this.#prepare(query.sql);
    const parameters = query.parameters.map(toSqlite);
    if (!yields) return { rows: [], numAffectedRows: BigInt(statement.run(...parameters).changes) };
    // all() knows no count of changes, but a change with RETURNING yields one row for each.
    const rows = statement.all(...parameters);
    // As the rows of pg have it. A copy of each would cost as much as reading them did.
    for (const row of rows) Object.setPrototypeOf(row, Object.prototype);
    return query.query.kind === 'SelectQueryNode' ? { rows } : { rows, numAffectedRows: BigInt(rows.length) };
  }

  close(): void {
    this.#prepared.clear();
    this.#database.close();
  }

  #prepare(sql: string): Prepared {
    let prepared = this.#prepared.get(sql);
    if (prepared === undefined) {
      const statement = this.#database.prepare(sql);
      prepared = { statement, yields: statement.columns().length > 0 };
    } else {
      this.#prepared.delete(sql);
    }
    // A Map keeps the order of insertion, so its first key is the one unused for longest.
    this.#prepared.set(sql, prepared);
    if (this.#prepared.size > STATEMENTS_KEPT) {
      const [oldest] = this.#prepared.keys();
      if (oldest !== undefined) this.#prepared.delete(oldest);
    }
    return prepared;
  }
}

/** SQLITE_BUSY in any of its extended forms: another process holds the lock. */
export function isBusy(error: unknown): boolean {
  const SQLITE_BUSY = 5;
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === SQLITE_BUSY;
}

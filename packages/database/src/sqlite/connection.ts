import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { CompiledQuery, QueryResult } from 'kysely';
import { toSqlite } from '../columns.ts';

const STATEMENTS_KEPT = 512;

interface Prepared {
  readonly statement: StatementSync;
  /** Names; none where it yields no rows, as a change without RETURNING. */
  columns: readonly string[];
}

type Row = Record<string, unknown>;

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
    const prepared = this.#prepare(query.sql);
    const { statement, columns } = prepared;
    const parameters = query.parameters.map(toSqlite);
    if (columns.length === 0)
      return { rows: [], numAffectedRows: BigInt(statement.run(...parameters).changes) };
    // all() knows no count of changes, but a change with RETURNING yields one row for each.
    const all = statement.all(...parameters) as unknown[] as unknown[][];
    // A migration beside a running server gives `select *` another column.
    if (all[0] !== undefined && all[0].length !== columns.length) prepared.columns = columnsOf(statement);
    const rows = rowsOf(prepared.columns, all);
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
      prepared = { statement, columns: columnsOf(statement) };
      // The objects that node:sqlite makes have each a table of names of their own, which costs more than reading them.
      statement.setReturnArrays(true);
      this.#prepared.set(sql, prepared);
      this.#dropOldest();
    }
    return prepared;
  }

  /** The one prepared first. If it is in use it is prepared again, which costs less than to note every use. */
  #dropOldest(): void {
    if (this.#prepared.size <= STATEMENTS_KEPT) return;
    const [oldest] = this.#prepared.keys();
    if (oldest !== undefined) this.#prepared.delete(oldest);
  }
}

/** Rows as those of pg are. */
function rowsOf(columns: readonly string[], all: readonly (readonly unknown[])[]): Row[] {
  return all.map((values) => {
    // Filled in one order, all of a statement share one hidden class.
    const row: Row = {};
    for (let place = 0; place < columns.length; place += 1) row[columns[place] as string] = values[place];
    return row;
  });
}

function columnsOf(statement: StatementSync): readonly string[] {
  return statement.columns().map(({ name }) => name);
}

/** SQLITE_BUSY in any of its extended forms: another process holds the lock. */
export function isBusy(error: unknown): boolean {
  const SQLITE_BUSY = 5;
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === SQLITE_BUSY;
}

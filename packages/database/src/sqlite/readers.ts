import type { Execute } from '../unit.ts';
import { SqliteConnection } from './connection.ts';

/** A few read-only connections, opened when first needed. A unit has one to itself; the others queue. */
export class SqliteReaders {
  readonly #path: string;
  readonly #limit: number;
  readonly #busyTimeout: number;
  readonly #idle: SqliteConnection[] = [];
  readonly #queue: ((connection: SqliteConnection) => void)[] = [];
  #opened = 0;

  constructor(path: string, limit: number, busyTimeout: number) {
    this.#path = path;
    this.#limit = limit;
    this.#busyTimeout = busyTimeout;
  }

  /** Runs `unit` on one snapshot: in WAL mode a transaction sees what was committed before its first statement. */
  async use<Result>(unit: (execute: Execute) => Promise<Result>): Promise<Result> {
    const connection = await this.#take();
    try {
      connection.run('begin');
      return await unit(async (query) => connection.execute(query));
    } finally {
      if (connection.inTransaction) connection.run('rollback');
      this.#giveBack(connection);
    }
  }

  close(): void {
    for (const connection of this.#idle.splice(0)) connection.close();
  }

  async #take(): Promise<SqliteConnection> {
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    if (this.#opened < this.#limit) {
      const connection = new SqliteConnection(this.#path, { readOnly: true, busyTimeout: this.#busyTimeout });
      this.#opened += 1;
      return connection;
    }
    return new Promise((resolve) => this.#queue.push(resolve));
  }

  #giveBack(connection: SqliteConnection): void {
    const next = this.#queue.shift();
    if (next === undefined) this.#idle.push(connection);
    else next(connection);
  }
}

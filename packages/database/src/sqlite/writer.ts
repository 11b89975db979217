import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as macrotask, setTimeout as sleep } from 'node:timers/promises';
import type { FaultPoint } from '../database.ts';
import { CommitFailedError } from '../errors.ts';
import type { Execute } from '../unit.ts';
import { isBusy, type SqliteConnection } from './connection.ts';

/** Another process holds the write lock for this long at most: a backup, a migration of another version. */
const LOCK_PATIENCE = 10_000;
const LOCK_PAUSE = 5;

export interface WriterSettings {
  readonly groupSize: number;
  readonly onFaultPoint: ((point: FaultPoint) => void) | undefined;
}

/** A unit that waits for its turn. */
interface Waiting {
  /** Runs the unit inside its savepoint, in the asynchronous context of its caller. */
  readonly run: () => Promise<() => void>;
  readonly reject: (error: unknown) => void;
}

/**
 * Group commit: one connection writes, and the units that wait share one BEGIN IMMEDIATE ... COMMIT, so one fsync
 * serves them all. Each has a savepoint of its own: one that throws is rolled back alone. No unit is answered, not
 * even with its own error, before the COMMIT: what it saw of its companions might still vanish.
 */
export class SqliteWriter {
  readonly #connection: SqliteConnection;
  readonly #settings: WriterSettings;
  #waiting: Waiting[] = [];
  #working = false;

  constructor(connection: SqliteConnection, settings: WriterSettings) {
    this.#connection = connection;
    this.#settings = settings;
  }

  /** Queues a unit; settles after the COMMIT that carries it. */
  submit<Result>(unit: (execute: Execute) => Promise<Result>): Promise<Result> {
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    const inContext = AsyncLocalStorage.snapshot();
    const execute: Execute = async (query) => this.#connection.execute(query);
    const run = async (): Promise<() => void> => {
      this.#connection.run('savepoint unit');
      try {
        const result = await inContext(() => unit(execute));
        this.#connection.run('release unit');
        return () => resolve(result);
      } catch (error) {
        this.#undo();
        return () => reject(error);
      }
    };
    this.#waiting.push({ run, reject });
    void this.#work();
    return promise;
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    while (this.#waiting.length > 0) {
      // A macrotask, so that every request read from the network in this turn of the event loop joins the group.
      await macrotask();
      await this.#commitGroup(this.#waiting.splice(0, this.#settings.groupSize));
    }
    this.#working = false;
  }

  async #commitGroup(group: readonly Waiting[]): Promise<void> {
    const answers: (() => void)[] = [];
    try {
      await this.#begin();
      for (const unit of group) answers.push(await unit.run());
      this.#settings.onFaultPoint?.('database.before-commit');
      this.#connection.run('commit');
      this.#settings.onFaultPoint?.('database.after-commit');
    } catch (cause) {
      if (this.#connection.inTransaction) this.#connection.run('rollback');
      for (const unit of group)
        unit.reject(new CommitFailedError('the transaction could not be committed', { cause }));
      return;
    }
    for (const answer of answers) answer();
  }

  async #begin(): Promise<void> {
    for (let waited = 0; ; waited += LOCK_PAUSE) {
      try {
        return this.#connection.run('begin immediate');
      } catch (error) {
        // Waiting here, and not inside SQLite, leaves the event loop free to serve reads.
        if (!isBusy(error) || waited >= LOCK_PATIENCE) throw error;
        await sleep(LOCK_PAUSE);
      }
    }
  }

  #undo(): void {
    // If the engine has given up the whole transaction, these throw, and with them the group fails, as it must.
    this.#connection.run('rollback to unit');
    this.#connection.run('release unit');
  }
}

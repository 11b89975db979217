import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type CompiledQuery,
  type ConnectionProvider,
  type DatabaseConnection,
  DefaultQueryExecutor,
  type Dialect,
  type DialectAdapter,
  type Driver,
  Kysely,
  type QueryCompiler,
  type QueryResult,
} from 'kysely';
import {
  DatabaseClosedError,
  NestedUnitError,
  UnitEndedError,
  UnitFailedError,
  UnitTimeoutError,
} from './errors.ts';

/** Runs one statement on the connection that a unit holds. */
export type Execute = (query: CompiledQuery) => Promise<QueryResult<unknown>>;

const nothing = Promise.resolve();

/**
 * The leak guard: stands between a unit's `tx` and its connection, and lets statements through only while the unit
 * lives. Without it a forgotten `await` would run its statement inside whichever unit has the connection next.
 */
class Unit implements DatabaseConnection {
  /** The first statement that failed. */
  failure: unknown;
  #ended = false;
  #loose = false;
  #running = 0;
  #last: Promise<unknown> = nothing;
  readonly #execute: Execute;

  constructor(execute: Execute) {
    this.#execute = execute;
  }

  get ended(): boolean {
    return this.#ended;
  }

  // Statements go one after the other, in the order they were made, also under Promise.all: one connection, one line.
  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    this.#admit();
    this.#running += 1;
    const run = () => this.#run(query);
    const turn = this.#running === 1 ? run() : this.#last.then(run, run);
    this.#last = turn;
    try {
      return (await turn) as QueryResult<Row>;
    } finally {
      this.#running -= 1;
    }
  }

  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    yield await Promise.reject(new Error('streams are not offered: read in pages, by key'));
  }

  /** Closes the guard, and notes whether statements were still under way. */
  stop(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#loose = this.#running > 0;
  }

  /** Whether the unit stopped before its last statement did. */
  get loose(): boolean {
    return this.#loose;
  }

  /** Resolves when no statement is under way. */
  async settled(): Promise<void> {
    while (this.#running > 0) await Promise.allSettled([this.#last]);
  }

  async #run(query: CompiledQuery): Promise<QueryResult<unknown>> {
    this.#admit();
    try {
      return await this.#execute(query);
    } catch (error) {
      this.failure ??= error;
      throw error;
    }
  }

  #admit(): void {
    if (this.#ended) {
      throw new UnitEndedError('tx was used after its unit had ended: await every statement inside the unit');
    }
    if (this.failure !== undefined) {
      throw new UnitFailedError('an earlier statement of this unit failed', { cause: this.failure });
    }
  }
}

/** Takes a compiled statement straight to its unit, which holds its connection already. */
class UnitExecutor extends DefaultQueryExecutor {
  readonly #unit: Unit;

  constructor(compiler: QueryCompiler, adapter: DialectAdapter, unit: Unit) {
    const provider: ConnectionProvider = { provideConnection: (consume) => consume(unit) };
    super(compiler, adapter, provider);
    this.#unit = unit;
  }

  override executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return this.#unit.executeQuery(query);
  }
}

/** The units of one opened database: starts them, knows which one the caller is in, waits for the last. */
export class Units {
  readonly #inside = new AsyncLocalStorage<Unit>();
  readonly #dialect: Dialect;
  readonly #compiler: QueryCompiler;
  readonly #adapter: DialectAdapter;
  readonly #driver: Driver;
  readonly #timeout: number;
  #open = 0;
  #closing: Promise<void> | undefined;
  #idle: PromiseWithResolvers<void> | undefined;

  constructor(dialect: Dialect, timeout: number) {
    this.#dialect = dialect;
    this.#compiler = dialect.createQueryCompiler();
    this.#adapter = dialect.createAdapter();
    this.#driver = dialect.createDriver();
    this.#timeout = timeout;
  }

  /** Lets one unit in, for as long as `run` takes, queueing included. */
  async admit<Result>(run: () => Promise<Result>): Promise<Result> {
    if (this.#closing !== undefined) throw new DatabaseClosedError('the database is closed');
    const around = this.#inside.getStore();
    if (around !== undefined && !around.ended) {
      throw new NestedUnitError('a unit was started inside a unit: hand tx on instead');
    }
    this.#open += 1;
    try {
      return await run();
    } finally {
      this.#open -= 1;
      if (this.#open === 0) this.#idle?.resolve();
    }
  }

  /** Runs `work` with a guarded handle over `execute`; throws if the unit must be rolled back. */
  async run<Tables, Result>(
    execute: Execute,
    work: (tx: Kysely<Tables>) => Promise<Result>,
    timeout: number = this.#timeout,
  ): Promise<Result> {
    const unit = new Unit(execute);
    try {
      const working = this.#inside.run(unit, () => untilStopped(unit, work(this.#handle(unit))));
      const result = await beforeTimeout(working, timeout);
      if (unit.loose) {
        throw new UnitEndedError('the unit ended before its last statement: await every statement inside it');
      }
      if (unit.failure !== undefined) throw unit.failure;
      return result;
    } catch (error) {
      unit.stop();
      await unit.settled();
      throw error;
    }
  }

  /** Refuses new units, waits for those that are in, then runs `disconnect`, once however often it is asked. */
  close(disconnect: () => Promise<void>): Promise<void> {
    this.#closing ??= this.#drain().then(disconnect);
    return this.#closing;
  }

  async #drain(): Promise<void> {
    if (this.#open === 0) return;
    this.#idle = Promise.withResolvers<void>();
    await this.#idle.promise;
  }

  #handle<Tables>(unit: Unit): Kysely<Tables> {
    const dialect = this.#dialect;
    const executor = new UnitExecutor(this.#compiler, this.#adapter, unit);
    return new Kysely<Tables>({ config: { dialect }, dialect, driver: this.#driver, executor });
  }
}

/** Stops the unit in the very moment its work is over: a statement on SQLite is under way for a few microtasks only. */
async function untilStopped<Result>(unit: Unit, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } finally {
    unit.stop();
  }
}

async function beforeTimeout<Result>(work: Promise<Result>, timeout: number): Promise<Result> {
  if (timeout === Number.POSITIVE_INFINITY) return work;
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  const timer = setTimeout(() => {
    reject(new UnitTimeoutError(`a unit took longer than ${timeout} ms and was rolled back`));
  }, timeout);
  // What is settled stays settled, so the first of the two counts.
  work.then(resolve, reject);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}

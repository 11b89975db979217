import type { Kysely } from 'kysely';

export type Engine = 'sqlite' | 'postgres';

type Selecting = 'selectFrom' | 'selectNoFrom' | 'with' | 'withRecursive' | 'fn' | 'case' | 'dynamic';
type Changing = 'insertInto' | 'updateTable' | 'deleteFrom';

/** What a read unit may do. A `Writer` fits wherever a `Reader` is asked for. */
export type Reader<Tables> = Pick<Kysely<Tables>, Selecting | 'getExecutor'>;

/** What a write unit may do. `replaceInto` and `mergeInto` are left out: each exists on one engine only. */
export type Writer<Tables> = Reader<Tables> & Pick<Kysely<Tables>, Changing>;

/**
 * One transaction model on both engines. Every access is a *unit*: a function that is given a handle (`tx`) and
 * awaits every statement it makes through it. The handle dies with its unit. Units do not nest. A statement that
 * fails dooms its unit, even if the failure is caught: PostgreSQL works so, and SQLite is held to it.
 */
export interface Database<Tables> {
  readonly engine: Engine;

  /** Runs `work` on one consistent snapshot of committed data. Writing through `tx` fails. */
  read<Result>(work: (tx: Reader<Tables>) => Promise<Result>): Promise<Result>;

  /**
   * Runs `work` as if no other write unit ran at the same time, and resolves only when its changes are on disk.
   * If `work` throws, nothing of it remains. It may run more than once (PostgreSQL retries a unit that collided
   * with another), so it must not do anything outside the database: return an outcome and act on it afterwards.
   * `timeout` takes the place of `unitTimeout`, for a unit that is long by its nature while nobody waits for others.
   */
  write<Result>(work: (tx: Writer<Tables>) => Promise<Result>, timeout?: number): Promise<Result>;

  /** Resolves when the database answers and takes writes; throws otherwise. For readiness probes. */
  check(): Promise<void>;

  /** Refuses new units, waits for the running ones, then closes every connection. */
  close(): Promise<void>;
}

/** Moments at which a crash test kills the process, and at which a thrown error stands for a failing disk. */
export type FaultPoint = 'database.before-commit' | 'database.after-commit';

export interface OpenOptions {
  /** `file:/path/to/gatehouse.db`, or `postgres://user:password@host:port/name`. */
  readonly url: string;
  /** Most connections in use at once: PostgreSQL clients, or SQLite readers beside the one writer. */
  readonly connections?: number;
  /** Most units that share one COMMIT on SQLite. 1 turns group commit off. */
  readonly groupSize?: number;
  /** Milliseconds after which a unit that has not finished is rolled back. */
  readonly unitTimeout?: number;
  /** Told of trouble that belongs to no unit, such as an idle connection that the server dropped. */
  readonly onIncident?: (error: Error) => void;
  /** Called at each fault point; absent in production. */
  readonly onFaultPoint?: (point: FaultPoint) => void;
}

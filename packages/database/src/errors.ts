/** A `tx` was used after its unit had ended: a statement was not awaited, or the handle was kept. */
export class UnitEndedError extends Error {
  override readonly name = 'UnitEndedError';
}

/** A unit was started inside another unit of the same database, where it would wait for itself. */
export class NestedUnitError extends Error {
  override readonly name = 'NestedUnitError';
}

/** An earlier statement of this unit failed (see `cause`), so the unit can only be rolled back. */
export class UnitFailedError extends Error {
  override readonly name = 'UnitFailedError';
}

/** A unit ran longer than `unitTimeout` and was rolled back. */
export class UnitTimeoutError extends Error {
  override readonly name = 'UnitTimeoutError';
}

/** The database was closed, or is closing. */
export class DatabaseClosedError extends Error {
  override readonly name = 'DatabaseClosedError';
}

/**
 * The COMMIT failed (see `cause`), and with it every unit that shared it. Nothing of them remains; only if the
 * connection to PostgreSQL broke at that very moment, nobody can say.
 */
export class CommitFailedError extends Error {
  override readonly name = 'CommitFailedError';
}

/** A value that not every engine would give back as it was stored. */
export class UnstorableValueError extends TypeError {
  override readonly name = 'UnstorableValueError';
}

/** The migrations of this build and those recorded in the database do not fit together. */
export class MigrationMismatchError extends Error {
  override readonly name = 'MigrationMismatchError';
}

// https://www.sqlite.org/rescode.html and PostgreSQL's appendix A, "Error Codes".
const SQLITE_CONSTRAINT_FOREIGNKEY = 787;
const SQLITE_CONSTRAINT_PRIMARYKEY = 1555;
const SQLITE_CONSTRAINT_UNIQUE = 2067;
const UNIQUE_VIOLATION = '23505';
const FOREIGN_KEY_VIOLATION = '23503';

/** Whether `error` says that a row with the same key is there already, on either engine. */
export function isUniqueViolation(error: unknown): boolean {
  return causes(error).some(
    ({ code, errcode }) =>
      code === UNIQUE_VIOLATION ||
      errcode === SQLITE_CONSTRAINT_UNIQUE ||
      errcode === SQLITE_CONSTRAINT_PRIMARYKEY,
  );
}

/** Whether `error` says that a row refers to one that is not there, on either engine. */
export function isForeignKeyViolation(error: unknown): boolean {
  return causes(error).some(
    ({ code, errcode }) => code === FOREIGN_KEY_VIOLATION || errcode === SQLITE_CONSTRAINT_FOREIGNKEY,
  );
}

const SQLITE_IOERR = 10;
const SQLITE_FULL = 13;
/** Classes of SQLSTATE: connection, resources, operator intervention, trouble of the system. */
const POSTGRES_TROUBLE = /^(?:08|53|57P|58)/;
const NETWORK_TROUBLE = /^(?:ECONN|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)/;
const ownTrouble = [UnitTimeoutError, DatabaseClosedError, CommitFailedError];

/** Whether `error` says that the database cannot answer at the moment: nothing is wrong with what was asked. */
export function isUnavailable(error: unknown): boolean {
  return causes(error).some(
    (each) =>
      ownTrouble.some((kind) => each instanceof kind) ||
      POSTGRES_TROUBLE.test(each.code ?? '') ||
      NETWORK_TROUBLE.test(each.code ?? '') ||
      // The driver has no code for a connection that broke, or that none came free.
      /^(?:timeout exceeded when trying to connect|Connection terminated)/.test(each.message) ||
      [SQLITE_IOERR, SQLITE_FULL].includes((each.errcode ?? 0) & 0xff),
  );
}

interface DriverError extends Error {
  readonly code?: string;
  readonly errcode?: number;
}

/** The error and what caused it, outermost first. */
export function causes(error: unknown): readonly DriverError[] {
  const chain: DriverError[] = [];
  for (let each = error; each instanceof Error && chain.length < 8; each = each.cause) chain.push(each);
  return chain;
}

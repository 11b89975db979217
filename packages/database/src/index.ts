export type { GeneratedAlways, Insertable, Selectable, Updateable } from 'kysely';
export { sql } from 'kysely';
export { fromJson, type JsonText, type StoredValue, toJson } from './columns.ts';
export type { Database, Engine, FaultPoint, OpenOptions, Reader, Writer } from './database.ts';
export {
  CommitFailedError,
  DatabaseClosedError,
  isForeignKeyViolation,
  isUnavailable,
  isUniqueViolation,
  MigrationMismatchError,
  NestedUnitError,
  UnitEndedError,
  UnitFailedError,
  UnitTimeoutError,
  UnstorableValueError,
} from './errors.ts';
export { type MigrateOptions, migrate } from './migrate.ts';
export type { ColumnDefinition, ColumnKinds, Columns, Migration, MigrationContext } from './migration.ts';
export { openDatabase } from './open.ts';
export { type Given, statement } from './statement.ts';
export { wordsOf } from './words.ts';

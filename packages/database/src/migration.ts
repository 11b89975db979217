import {
  type ColumnBuilderCallback,
  type CreateTableBuilder,
  type Kysely,
  type RawBuilder,
  type SchemaModule,
  sql,
} from 'kysely';
import type { Engine } from './database.ts';

/** One step of the schema. Names sort in the order in which steps were written: `0001-directory`. */
export interface Migration {
  readonly name: string;
  up(schema: MigrationContext): Promise<void>;
}

/** A column's type and constraints, to be spread into `addColumn('name', ...column.text())`. */
export type ColumnDefinition = readonly [type: RawBuilder<unknown>, build: ColumnBuilderCallback];

/** Columns that may not be null. `and` adds constraints: `column.text((it) => it.unique())`. */
export interface ColumnKinds {
  integer(and?: ColumnBuilderCallback): ColumnDefinition;
  /** Milliseconds since 1970, as an integer. */
  time(and?: ColumnBuilderCallback): ColumnDefinition;
  /** Text that compares and sorts by its bytes, on every engine. */
  text(and?: ColumnBuilderCallback): ColumnDefinition;
  /** Text made by `toJson`. */
  json(and?: ColumnBuilderCallback): ColumnDefinition;
  bytes(and?: ColumnBuilderCallback): ColumnDefinition;
}

export interface Columns extends ColumnKinds {
  /** The primary key of a row with an integer id: given by the engine, never given twice. */
  identity(): ColumnDefinition;
  /** The primary key of a row with a text id, given by the application. */
  textId(): ColumnDefinition;
  /** The same kinds, nullable: `column.optional.time()` for `revoked_at`. */
  readonly optional: ColumnKinds;
}

export interface MigrationContext {
  readonly engine: Engine;
  readonly column: Columns;
  /** Starts a table; on SQLite a strict one, which refuses values of another type as PostgreSQL does. */
  createTable<Name extends string>(name: Name): CreateTableBuilder<Name, never>;
  /** Kysely's schema builder, for indexes, `alter table` and `drop`. */
  readonly schema: SchemaModule;
  /** Runs any statement: a partial index, or the data a new column needs. */
  execute(statement: RawBuilder<unknown>): Promise<void>;
  /** The rows that a statement answers: of what is there, from which new columns are filled. */
  rows<Row>(statement: RawBuilder<Row>): Promise<Row[]>;
}

export function migrationContext(engine: Engine, tx: Kysely<unknown>): MigrationContext {
  return {
    engine,
    column: columns(engine),
    createTable: (name) => {
      const table = tx.schema.createTable(name);
      return engine === 'sqlite' ? table.modifyEnd(sql`strict`) : table;
    },
    schema: tx.schema,
    execute: async (statement) => void (await statement.execute(tx)),
    rows: async (statement) => (await statement.execute(tx)).rows,
  };
}

function columns(engine: Engine): Columns {
  return {
    ...kinds(engine, (it) => it.notNull()),
    optional: kinds(engine, (it) => it),
    textId: () => [types[engine].text, (it) => it.primaryKey().notNull()],
    identity: () =>
      engine === 'sqlite'
        ? // Without AUTOINCREMENT SQLite gives the id of the last row again once that row is deleted.
          [types.sqlite.integer, (it) => it.primaryKey().autoIncrement().notNull()]
        : [types.postgres.integer, (it) => it.primaryKey().generatedAlwaysAsIdentity()],
  };
}

const types = {
  sqlite: { integer: sql`integer`, text: sql`text`, bytes: sql`blob` },
  // The database's own collation would sort by language, differently on every machine.
  postgres: { integer: sql`bigint`, text: sql`text collate "C"`, bytes: sql`bytea` },
};

function kinds(engine: Engine, nullability: ColumnBuilderCallback): ColumnKinds {
  const kind =
    (type: RawBuilder<unknown>) =>
    (and: ColumnBuilderCallback = (it) => it): ColumnDefinition => [type, (it) => and(nullability(it))];
  const { integer, text, bytes } = types[engine];
  return {
    integer: kind(integer),
    time: kind(integer),
    text: kind(text),
    json: kind(text),
    bytes: kind(bytes),
  };
}

import type { Kysely } from 'kysely';
import type { Database } from './database.ts';
import { MigrationMismatchError } from './errors.ts';
import type { MigratingDatabase, MigrationTables } from './migrating.ts';
import { type Migration, migrationContext } from './migration.ts';

export interface MigrateOptions {
  readonly clock: { now(): number };
}

/**
 * Brings the database to the last of `migrations`; returns the names of those it applied. All of them or none: they
 * share one transaction under one lock, so nodes that start together apply each once. Throws
 * `MigrationMismatchError` if the database knows migrations that this build does not.
 */
export async function migrate<Tables>(
  database: Database<Tables>,
  migrations: readonly Migration[],
  options: MigrateOptions,
): Promise<readonly string[]> {
  refuseDuplicates(migrations);
  return migrating(database).migrate(async (tx) => {
    const schema = migrationContext(database.engine, tx as unknown as Kysely<unknown>);
    await schema
      .createTable('migrations')
      .ifNotExists()
      .addColumn('name', ...schema.column.textId())
      .addColumn('position', ...schema.column.integer((it) => it.unique()))
      .addColumn('applied_at', ...schema.column.time())
      .execute();

    const recorded = await recordedNames(tx);
    refuseMismatch(recorded, migrations);

    const pending = migrations.slice(recorded.length);
    for (const [index, migration] of pending.entries()) {
      await migration.up(schema);
      const position = recorded.length + index + 1;
      const row = { name: migration.name, position, applied_at: options.clock.now() };
      await tx.insertInto('migrations').values(row).execute();
    }
    return pending.map(({ name }) => name);
  });
}

async function recordedNames(tx: Kysely<MigrationTables>): Promise<readonly string[]> {
  const rows = await tx.selectFrom('migrations').select('name').orderBy('position').execute();
  return rows.map(({ name }) => name);
}

function refuseMismatch(recorded: readonly string[], migrations: readonly Migration[]): void {
  const known = new Set(migrations.map(({ name }) => name));
  const newer = recorded.filter((name) => !known.has(name));
  if (newer.length > 0) {
    throw new MigrationMismatchError(
      `the database was changed by a newer build: this one does not know ${newer.join(', ')}; start that build instead`,
    );
  }
  const displaced = recorded.findIndex((name, index) => migrations[index]?.name !== name);
  if (displaced !== -1) {
    throw new MigrationMismatchError(
      `the migration ${migrations[displaced]?.name} was put before ${recorded[displaced]}, which is applied already; new ones go last`,
    );
  }
}

function refuseDuplicates(migrations: readonly Migration[]): void {
  const names = new Set(migrations.map(({ name }) => name));
  if (names.size < migrations.length) throw new MigrationMismatchError('two migrations have the same name');
}

function migrating<Tables>(database: Database<Tables>): MigratingDatabase<Tables> {
  if ('migrate' in database) return database as MigratingDatabase<Tables>;
  throw new TypeError('only what openDatabase opened can be migrated');
}

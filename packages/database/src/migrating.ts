import type { Kysely } from 'kysely';
import type { Database } from './database.ts';

/** What only the migration runner may do: one transaction, alone in the whole database, without a time limit. */
export interface MigratingDatabase<Tables> extends Database<Tables> {
  migrate<Result>(work: (tx: Kysely<MigrationTables>) => Promise<Result>): Promise<Result>;
}

export interface MigrationTables {
  readonly migrations: { readonly name: string; readonly position: number; readonly applied_at: number };
}

import type { Database, OpenOptions } from './database.ts';
import { openPostgres } from './postgres/open.ts';
import { openSqlite } from './sqlite/open.ts';

/**
 * Opens the database that `options.url` names; the scheme chooses the engine. Throws when it cannot be reached or
 * cannot keep the promises of `Database`.
 */
export async function openDatabase<Tables>(options: OpenOptions): Promise<Database<Tables>> {
  if (/^postgres(ql)?:/.test(options.url)) return openPostgres(options);
  if (options.url.startsWith('file:')) return openSqlite(options);
  throw new Error('the database URL must begin with file:, postgres:// or postgresql://');
}

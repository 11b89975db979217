import type { CompiledQuery } from 'kysely';
import pg from 'pg';
import { postgresParser, toPostgres } from '../columns.ts';
import type { NamedQuery } from '../statement.ts';
import type { Execute } from '../unit.ts';

export interface PoolSettings {
  readonly url: string;
  readonly connections: number;
  readonly unitTimeout: number;
  readonly onIncident: (error: Error) => void;
}

/** Milliseconds to wait for a connection, new or returned. A node that waits longer is overloaded and says so. */
const CONNECTION_TIMEOUT = 15_000;

export function openPool(settings: PoolSettings): pg.Pool {
  const pool = new pg.Pool({
    connectionString: settings.url,
    application_name: 'gatehouse',
    max: settings.connections,
    connectionTimeoutMillis: CONNECTION_TIMEOUT,
    statement_timeout: settings.unitTimeout,
    idle_in_transaction_session_timeout: settings.unitTimeout,
    keepAlive: true,
    // Set here and not in pg.types, which every other user of pg in the process shares.
    types: { getTypeParser: postgresParser },
    onConnect: prepareSession,
  });
  // An idle connection that the server drops emits `error`; unheard, that would end the process.
  pool.on('error', settings.onIncident);
  // The pool listens only while a connection is idle; one that is dropped between two statements of a unit emits too.
  pool.on('connect', (client) => client.on('error', settings.onIncident));
  return pool;
}

async function prepareSession(client: pg.ClientBase): Promise<void> {
  // A server told to answer before its log is on disk would break the promise of `write`.
  await client.query(`
    select set_config('synchronous_commit', 'on', false)
    where current_setting('synchronous_commit') = 'off'
  `);
}

/** Runs statements on one connection. */
export function executeOn(client: pg.ClientBase): Execute {
  return async (query) => {
    const { command, rowCount, rows } = await client.query(configOf(query));
    const changes = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE';
    return changes ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows };
  };
}

/** A name lets the connection keep the statement's plan: planning takes longer than most of ours take to run. */
function configOf(query: CompiledQuery | NamedQuery): pg.QueryConfig {
  const values = query.parameters.map(toPostgres);
  return { ...('name' in query ? { name: query.name } : {}), text: query.sql, values };
}

/** Gives a connection to `use`, and back to the pool afterwards, unless it may be in an unknown state. */
export async function withClient<Result>(
  pool: pg.Pool,
  use: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken = true;
  try {
    const result = await use(client);
    broken = false;
    return result;
  } catch (error) {
    broken = !(await rollBack(client));
    throw error;
  } finally {
    client.release(broken);
  }
}

async function rollBack(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query('rollback');
    return true;
  } catch {
    return false;
  }
}

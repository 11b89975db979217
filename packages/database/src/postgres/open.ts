import type pg from 'pg';
import type { FaultPoint, OpenOptions } from '../database.ts';
import { CommitFailedError } from '../errors.ts';
import type { MigratingDatabase } from '../migrating.ts';
import { type Execute, Units } from '../unit.ts';
import { postgresDialect } from './dialect.ts';
import { executeOn, openPool, withClient } from './pool.ts';
import { type Attempt, Retries } from './retry.ts';
import { spread } from './spread.ts';

const CONNECTIONS = 10;
const UNIT_TIMEOUT = 10_000;

/**
 * Milliseconds to wait for a row that another unit changes. Waiting longer wins nothing: once that unit commits, this
 * one must run again anyway. A deadlock ends here too, long before the server would look for one; and of two units
 * that wait for each other, the less patient one gives way.
 */
const LONGEST_LOCK_WAIT = 80;

/**
 * Why SERIALIZABLE. On SQLite write units run one after the other. Only this level gives the same meaning on
 * PostgreSQL, so only this level lets one piece of code be right on both. READ COMMITTED would let a unit act on
 * rows that changed between two of its statements. REPEATABLE READ would let two units each read what the other
 * changes (a token issued while its grant is revoked: both commit, and the token outlives the grant), and every rule
 * over more than one row would need its own lock, remembered by everyone. Here the loser of a race is rolled back
 * and runs again, and then sees what the winner committed.
 */
function beginWrite(): string {
  const patience = Math.round(spread(LONGEST_LOCK_WAIT));
  return `begin isolation level serializable read write; set local lock_timeout = ${patience}`;
}

/** One snapshot for the whole unit. Not SERIALIZABLE: a reader needs no place in the order of writers. */
const BEGIN_READ = 'begin isolation level repeatable read read only';

/** READ COMMITTED: a node that waited for the lock must see what the node before it has applied. */
const BEGIN_MIGRATION = 'begin isolation level read committed read write';

/** Any number, if it is the same in every build: "gatehous" in ASCII. */
const MIGRATION_LOCK = 0x67617465686f7573n;

export async function openPostgres<Tables>(options: OpenOptions): Promise<MigratingDatabase<Tables>> {
  const { url, connections = CONNECTIONS, unitTimeout = UNIT_TIMEOUT, onIncident = () => {} } = options;
  const pool = openPool({ url, connections, unitTimeout, onIncident });
  try {
    await refuseForeignEncoding(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const retries = new Retries();
  const units = new Units(postgresDialect, unitTimeout);
  const migrations = new Units(postgresDialect, Number.POSITIVE_INFINITY);

  return {
    engine: 'postgres',
    read: (work) =>
      units.admit(() =>
        withClient(pool, async (client) => {
          await client.query(BEGIN_READ);
          const result = await units.run(executeOn(client), work);
          await client.query('commit');
          return result;
        }),
      ),
    write: (work, timeout) =>
      units.admit(() =>
        retries.run(() =>
          attempt(pool, (execute) => units.run(execute, work, timeout), options.onFaultPoint),
        ),
      ),
    migrate: (work) =>
      units.admit(() =>
        withClient(pool, async (client) => {
          await client.query(BEGIN_MIGRATION);
          await client.query('set local statement_timeout = 0');
          await client.query('set local idle_in_transaction_session_timeout = 0');
          await client.query(`select pg_advisory_xact_lock(${MIGRATION_LOCK})`);
          const result = await migrations.run(executeOn(client), work);
          await client.query('commit');
          return result;
        }),
      ),
    check: () => units.admit(() => refuseStandby(pool)),
    close: () => units.close(() => pool.end()),
  };
}

async function attempt<Result>(
  pool: pg.Pool,
  unit: (execute: Execute) => Promise<Result>,
  onFaultPoint: ((point: FaultPoint) => void) | undefined,
): Promise<Attempt<Result>> {
  let failure: unknown;
  try {
    const result = await withClient(pool, async (client) => {
      const run = executeOn(client);
      const execute: Execute = async (query) => {
        try {
          return await run(query);
        } catch (error) {
          failure ??= error;
          throw error;
        }
      };
      await client.query(beginWrite());
      const outcome = await unit(execute);
      try {
        onFaultPoint?.('database.before-commit');
        const { command } = await client.query('commit');
        // The server answers COMMIT with ROLLBACK, and no error, if the transaction had failed before.
        if (command !== 'COMMIT') throw new Error(`the server answered COMMIT with ${command}`);
        onFaultPoint?.('database.after-commit');
      } catch (cause) {
        throw new CommitFailedError('the transaction could not be committed', { cause });
      }
      return outcome;
    });
    return { committed: true, result };
  } catch (error) {
    return { committed: false, error, failure: failure ?? error };
  }
}

async function refuseForeignEncoding(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query('show server_encoding');
  const encoding: unknown = rows[0]?.server_encoding;
  if (encoding !== 'UTF8') throw new Error(`the database stores text as ${encoding}; it must store UTF8`);
}

async function refuseStandby(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query('select pg_is_in_recovery() as standby');
  if (rows[0]?.standby !== 0) throw new Error('the PostgreSQL server is a standby and takes no writes');
}

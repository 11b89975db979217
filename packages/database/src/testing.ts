import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Database, Engine, OpenOptions } from './database.ts';
import { migrate } from './migrate.ts';
import type { Migration } from './migration.ts';
import { openDatabase } from './open.ts';

export { type PlanStep, planner, type Recorded, recordStatements } from './recording.ts';

/** The engine this test run is about: GATEHOUSE_TEST_ENGINE, or SQLite. */
export const testEngine: Engine = engineOf(process.env.GATEHOUSE_TEST_ENGINE ?? 'sqlite');

const adminUrl = process.env.GATEHOUSE_TEST_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';

/** The server is of this run alone and goes with it, so what is left on it is nobody's. */
const isOwnServer = process.env.GATEHOUSE_TEST_POSTGRES_OWN === '1';

export interface TestDatabaseUrl {
  readonly url: string;
  /** Removes the database, whoever still has it open. */
  remove(): Promise<void>;
}

export interface TestDatabase<Tables> {
  readonly database: Database<Tables>;
  readonly url: string;
  /** Closes and removes the database. */
  close(): Promise<void>;
}

/** An empty database that no other test knows, migrated, on the engine of this run. */
export async function openTestDatabase<Tables>(
  migrations: readonly Migration[],
  options: Omit<OpenOptions, 'url'> = {},
): Promise<TestDatabase<Tables>> {
  const { url, remove } = await createTestDatabaseUrl();
  try {
    const database = await openDatabase<Tables>({ ...options, url });
    await migrate(database, migrations, { clock: { now: () => Date.now() } });
    const close = async () => {
      await database.close();
      await remove();
    };
    return { database, url, close };
  } catch (error) {
    await remove();
    throw error;
  }
}

/**
 * The address of an empty database, for tests that start a process of their own.
 * @param migrations what the process will bring it to: it may be there already, for to copy is faster than to migrate
 */
export async function createTestDatabaseUrl(migrations: readonly Migration[] = []): Promise<TestDatabaseUrl> {
  if (testEngine === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'gatehouse-test-'));
    return {
      url: `file:${join(folder, 'test.db')}`,
      remove: async () => rmSync(folder, { recursive: true, force: true }),
    };
  }
  const name = `gatehouse_test_${randomUUID().replaceAll('-', '')}`;
  await administer(async (admin) => {
    const template = isOwnServer && migrations.length > 0 ? await migrated(admin, migrations) : 'template0';
    await admin.query(
      `create database ${name} template ${template} encoding 'UTF8'${await byCopying(admin)}`,
    );
  });
  const remove = () =>
    administer(async (admin) => void (await admin.query(`drop database if exists ${name} with (force)`)));
  return { url: urlOf(name), remove };
}

/** The name of a database that has these migrations: made by whichever test needs it first. */
async function migrated(admin: pg.Client, migrations: readonly Migration[]): Promise<string> {
  const digest = createHash('sha256').update(migrations.map(({ name }) => name).join());
  const name = `gatehouse_template_${digest.digest('hex').slice(0, 16)}`;
  await admin.query('select pg_advisory_lock(1)');
  const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [name]);
  if (rowCount === 0) {
    const draft = `${name}_draft`;
    await admin.query(`drop database if exists ${draft}`);
    await admin.query(`create database ${draft} template template0 encoding 'UTF8'`);
    const database = await openDatabase({ url: urlOf(draft) });
    await migrate(database, migrations, { clock: { now: () => Date.now() } }).finally(() => database.close());
    await admin.query(`alter database ${draft} rename to ${name}`);
  }
  await admin.query('select pg_advisory_unlock(1)');
  return name;
}

/** The log of the server takes ten times as long, and serves those who want their databases after a crash. */
async function byCopying(admin: pg.Client): Promise<string> {
  if (!isOwnServer) return '';
  const { rows } = await admin.query<{ server_version_num: string }>('show server_version_num');
  return Number(rows[0]?.server_version_num) >= 150_000 ? ' strategy file_copy' : '';
}

function urlOf(name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function administer(work: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

function engineOf(name: string): Engine {
  if (name === 'sqlite' || name === 'postgres') return name;
  throw new Error(`GATEHOUSE_TEST_ENGINE is ${name}; it must be sqlite or postgres`);
}

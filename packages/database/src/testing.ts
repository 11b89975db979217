import { randomUUID } from 'node:crypto';
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

/** The address of an empty database, for tests that start a process of their own. */
export async function createTestDatabaseUrl(engine: Engine = testEngine): Promise<TestDatabaseUrl> {
  if (engine === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'gatehouse-test-'));
    return {
      url: `file:${join(folder, 'test.db')}`,
      remove: async () => rmSync(folder, { recursive: true, force: true }),
    };
  }
  const name = `gatehouse_test_${randomUUID().replaceAll('-', '')}`;
  await administer(`create database ${name} template template0 encoding 'UTF8'`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return { url: url.href, remove: () => administer(`drop database if exists ${name} with (force)`) };
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function engineOf(name: string): Engine {
  if (name === 'sqlite' || name === 'postgres') return name;
  throw new Error(`GATEHOUSE_TEST_ENGINE is ${name}; it must be sqlite or postgres`);
}

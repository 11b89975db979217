import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabaseUrl } from '@gatehouse/database/testing';
import { type Clock, createLogger, readSettings, systemRandom } from '@gatehouse/service';
import type { DemoFile } from '../demo/demo-file.ts';
import type { House } from '../house.ts';
import { migrations } from '../schema/migrations.ts';
import { type Settings, settings } from '../settings.ts';
import { type RunningPlatform, startPlatform as start } from '../start.ts';

/** A clock that runs with the machine's and can be put ahead. */
export interface TestClock extends Clock {
  advance(milliseconds: number): void;
  /** Stands still from now on, but for `advance`: where a wait of a second is looked at, a slow machine passes none. */
  still(): Disposable;
}

export interface TestPlatform {
  readonly url: string;
  readonly house: House;
  readonly demo: DemoFile;
  readonly clock: TestClock;
  readonly dataDir: string;
  /** Every log line so far. */
  logs(): string;
  /** A second node on the same database, files and keys; closed with this one. */
  startNode(): Promise<RunningPlatform>;
  close(): Promise<void>;
}

/**
 * The real platform: a real listener on loopback, a database of its own on the engine of this run, the demo loaded.
 * Rate limits are wide unless `overrides` says otherwise, for a test makes more calls than a well-behaved app.
 */
export async function startPlatform(overrides: Partial<Settings> = {}): Promise<TestPlatform> {
  const dataDir = await mkdtemp(join(tmpdir(), 'gatehouse-platform-'));
  const { url: databaseUrl, remove } = await createTestDatabaseUrl(migrations);
  const lines: string[] = [];
  const logger = createLogger({
    name: 'gatehouse',
    level: 'debug',
    stream: { write: (line) => lines.push(line) },
  });
  const clock = testClock();
  const values: Settings = {
    ...readSettings(settings, {}),
    port: 0,
    dataDir,
    databaseUrl,
    secretKeys: Buffer.from(systemRandom.bytes(32)).toString('base64url'),
    hourlyLimit: 1_000_000,
    spikeLimit: 1_000_000,
    sessionHourlyLimit: 1_000_000,
    sessionSpikeLimit: 1_000_000,
    ...overrides,
  };
  const surroundings = { clock, random: systemRandom, logger };
  const nodes: RunningPlatform[] = [];
  const startNode = async () => {
    const node = await start(values, surroundings);
    nodes.push(node);
    return node;
  };
  const close = async () => {
    for (const node of nodes.reverse()) await node.close();
    await remove();
    await rm(dataDir, { recursive: true, force: true });
  };
  const first = await startNode().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    url: first.house.issuer,
    house: first.house,
    demo: first.demo ?? {
      platformUrl: first.house.issuer,
      linkUrl: null,
      people: [],
      companies: [],
      apps: [],
      serviceAccounts: [],
    },
    clock,
    dataDir,
    logs: () => lines.join(''),
    startNode,
    close,
  };
}

function testClock(): TestClock {
  let ahead = 0;
  let stopped: number | undefined;
  return {
    now: () => (stopped ?? Date.now()) + ahead,
    advance: (milliseconds) => {
      ahead += milliseconds;
    },
    still() {
      stopped = Date.now();
      return {
        [Symbol.dispose]() {
          stopped = undefined;
        },
      };
    },
  };
}

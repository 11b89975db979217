import { availableParallelism } from 'node:os';
import { isTest } from '../source-files.ts';
import { findChromium } from './chromium.ts';
import { findPostgres } from './postgres.ts';

/** What a lane needs from the machine, once found: variables for its tests, and how to give it back. */
export interface Means {
  env: Record<string, string>;
  release(): Promise<void>;
}

/** Why a lane cannot run here, and what would let it. */
export interface Lack {
  lack: string;
  remedy: string;
}

export interface Lane {
  name: LaneName;
  /** Whether the lane runs this test file. */
  takes(path: string): boolean;
  /** Test files at a time. */
  concurrency: number;
  prepare(): Promise<Means | Lack>;
}

type LaneName = 'unit' | 'sqlite' | 'postgres' | 'browser';

const isEngineTest = (path: string) => path.endsWith('.engine.test.ts');
const isBrowserTest = (path: string) => path.endsWith('.browser.test.ts');
const cores = availableParallelism();

/** An engine is chosen by the lane alone: what the person's own shell says must not leak into a test. */
const nothingNeeded = (env: Record<string, string>) => async () => ({ env, release: async () => {} });

export const lanes: readonly Lane[] = [
  {
    name: 'unit',
    takes: (path) => isTest(path) && !isEngineTest(path) && !isBrowserTest(path),
    concurrency: cores,
    prepare: nothingNeeded({}),
  },
  {
    name: 'sqlite',
    takes: isEngineTest,
    concurrency: cores,
    prepare: nothingNeeded({ GATEHOUSE_TEST_ENGINE: 'sqlite' }),
  },
  { name: 'postgres', takes: isEngineTest, concurrency: cores, prepare: findPostgres },
  // A browser is several processes by itself; more of them than cores only makes waiting look like failing.
  {
    name: 'browser',
    takes: isBrowserTest,
    concurrency: Math.max(1, Math.floor(cores / 2)),
    prepare: findChromium,
  },
];

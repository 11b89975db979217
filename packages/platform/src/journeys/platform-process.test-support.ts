import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FaultPoint } from '@gatehouse/database';
import { createTestDatabaseUrl } from '@gatehouse/database/testing';
import { systemRandom } from '@gatehouse/service';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
/** However slow the machine. */
const patience = 120_000;

/** Data that outlives the processes which serve it. */
export interface Estate extends AsyncDisposable {
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** Starts the platform as an operator does, and resolves once it serves. */
  start(settings?: Readonly<Record<string, string>>, how?: Started): Promise<PlatformProcess>;
}

export interface PlatformProcess {
  readonly url: string;
  /** Milliseconds from its start until it served. */
  readonly readyAfter: number;
  /** Has it kill itself at this point of its next COMMIT; only the program that dies by itself listens. */
  armFor(point: FaultPoint): Promise<void>;
  /** Resolves when it has died by itself. */
  died(): Promise<void>;
  /** By its pid, without a chance to say goodbye. Resolves when it is gone. */
  kill(): Promise<void>;
  /** As a service manager asks: it drains, and ends with 0. Resolves with its code. */
  stop(): Promise<number | null>;
}

/** An empty data folder and an empty database on the engine of this run. */
export async function openEstate(): Promise<Estate> {
  const dataDir = await mkdtemp(join(tmpdir(), 'gatehouse-estate-'));
  const { url: databaseUrl, remove } = await createTestDatabaseUrl();
  const living = new Set<PlatformProcess>();
  const settings = {
    GATEHOUSE_PORT: '0',
    GATEHOUSE_DATA_DIR: dataDir,
    GATEHOUSE_DATABASE_URL: databaseUrl,
    GATEHOUSE_SECRET_KEYS: Buffer.from(systemRandom.bytes(32)).toString('base64url'),
    GATEHOUSE_LOG_LEVEL: 'warn',
  };
  return {
    databaseUrl,
    dataDir,
    async start(more = {}, how = {}) {
      const started = await startProcess({ ...settings, ...more }, how);
      living.add(started);
      return started;
    },
    async [Symbol.asyncDispose]() {
      for (const each of living) await each.kill();
      await remove();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** How the process is started. */
export interface Started {
  /** What serves; main.ts where left out. */
  readonly program?: string;
  /** No file may become larger than so many blocks (of 512 or 1024 bytes, by the shell): a disk that is soon full. */
  readonly fileBlocks?: number;
}

async function startProcess(
  settings: Readonly<Record<string, string>>,
  { program = main, fileBlocks }: Started,
): Promise<PlatformProcess> {
  // `exec`: what is stopped and killed by its pid is the platform, and no shell around it.
  const limited = `trap "" XFSZ; ulimit -f ${fileBlocks}; exec "$0" "$1"`;
  const [command, args] =
    fileBlocks === undefined
      ? [process.execPath, [program]]
      : ['/bin/sh', ['-c', limited, process.execPath, program]];
  const child = spawn(command, args, {
    env: { PATH: process.env.PATH, ...settings },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const began = performance.now();
  const gone = once(child, 'exit');
  let said = '';
  const { promise: serving, resolve, reject } = Promise.withResolvers<string>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const url = /Gatehouse is up: (\S+)/.exec(said)?.[1];
      if (url !== undefined) resolve(url);
    });
  }
  const fail = (why: string) => reject(new Error(`The platform ${why}:\n${said}`));
  // Not `exit`: what it said last may still be under way then.
  child.once('close', () => fail('ended before it served'));
  const timer = setTimeout(() => fail('did not serve in time'), patience);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await gone;
  };
  try {
    return {
      url: await serving,
      readyAfter: performance.now() - began,
      async armFor(point) {
        const armed = once(child, 'message');
        child.send(point);
        await armed;
      },
      died: async () => void (await gone),
      kill: () => end('SIGKILL'),
      stop: async () => {
        await end('SIGTERM');
        return child.exitCode;
      },
    };
  } catch (error) {
    await end('SIGKILL');
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

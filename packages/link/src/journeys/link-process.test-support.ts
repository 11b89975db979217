import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Settings } from '../settings.ts';
import { freePort } from './faulty-way.test-support.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

type Env = Readonly<Record<string, string | undefined>>;

/** The environment of a process over the same database and key file. */
export function envOf(values: Settings): Env {
  return {
    PATH: process.env.PATH,
    LINK_HOST: values.host,
    LINK_DATA_DIR: values.dataDir,
    LINK_DATABASE_URL: values.databaseUrl,
    LINK_KEY_FILE: values.keyFile,
    LINK_GATEHOUSE_URL: values.gatehouseUrl.href,
    LINK_CLIENT_ID: values.clientId,
    LINK_CLIENT_SECRET: values.clientSecret,
    LINK_LOG_LEVEL: 'warn',
  };
}

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Command {
  readonly ran: Promise<Ran>;
  /** kill -9, and its end. */
  kill(): Promise<void>;
}

/** `main.ts` with these words, in a process of its own. */
export function linkCommand(env: Env, ...words: string[]): Command {
  const child = spawn(process.execPath, [main, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const gone = once(child, 'exit');
  return {
    ran: Promise.all([gone, text(child.stdout), text(child.stderr)]).then(([[code], out, err]) => ({
      code,
      out,
      err,
    })),
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

export interface LinkProcess extends AsyncDisposable {
  readonly origin: string;
  readonly child: ChildProcessByStdio<null, Readable, null>;
  /** kill -9, and its end. */
  kill(): Promise<void>;
}

/** A node in a process of its own, once it serves. */
export async function serveLink(env: Env, port?: number): Promise<LinkProcess> {
  const at = String(port ?? (await freePort()));
  const child = spawn(process.execPath, [main, 'serve'], {
    env: { ...env, LINK_PORT: at },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  const kill = async () => {
    child.kill('SIGKILL');
    await gone;
  };
  const serves = await Promise.race([once(child.stdout, 'data').then(() => true), gone.then(() => false)]);
  if (!serves) throw new Error('Link did not start.');
  // What it says further is nobody's concern, and must not hold it up.
  child.stdout.resume();
  return { origin: `http://127.0.0.1:${at}`, child, kill, [Symbol.asyncDispose]: kill };
}

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, glob, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Lack } from './lane.ts';
import { objectionTo } from './postgres.ts';

interface Cluster {
  url: string;
  stop(): Promise<void>;
}

/** Where packages and installers put the server's programs, beside the path. */
const usualFolders = [
  '/usr/lib/postgresql/*/bin',
  '/usr/pgsql-*/bin',
  '/usr/local/pgsql/bin',
  '/opt/homebrew/opt/postgresql*/bin',
  '/usr/local/opt/postgresql*/bin',
  '/Applications/Postgres.app/Contents/Versions/*/bin',
];

/** Starts a private server on a free loopback port, its data in a folder that goes away with it. */
export async function startCluster(): Promise<Cluster | Lack | undefined> {
  const programs = await findPrograms();
  if (programs === undefined) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-postgres-'));
  let server: ChildProcess | undefined;
  const stop = async () => {
    if (server) await ended(server);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const owner = await serverOwner();
    if (owner) await chown(folder, owner.uid, owner.gid);
    const data = join(folder, 'data');
    await promisify(execFile)(
      join(programs, 'initdb'),
      ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
      { cwd: folder, ...owner },
    );
    const port = await freePort();
    let complaint = '';
    server = spawn(join(programs, 'postgres'), ['-D', data, '-k', folder, '-p', String(port), ...options], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      ...owner,
    });
    server.stderr?.on('data', (text: Buffer) => {
      complaint = `${complaint}${text}`.slice(-2000);
    });
    const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
    if (await answers(url, server)) return { url, stop };
    throw new Error(`the server did not start: ${complaint.trim()}`);
  } catch (error) {
    await stop();
    return {
      lack: `PostgreSQL in ${programs} could not be started (${error instanceof Error ? error.message : String(error)}).`,
      remedy: 'Set GATEHOUSE_TEST_POSTGRES_URL to a server whose user may create databases.',
    };
  }
}

const options = [
  '-c',
  'listen_addresses=127.0.0.1',
  '-c',
  'max_connections=300',
  // Tests kill processes, never the power: what a killed server acknowledged is in the page cache.
  '-c',
  'fsync=off',
  // What tests ask of the planner must not depend on whether somebody tidied up meanwhile.
  '-c',
  'autovacuum=off',
];

/** The folder of the newest server programs. */
async function findPrograms(): Promise<string | undefined> {
  const usual = await Array.fromAsync(glob(usualFolders));
  const newestFirst = usual.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return [...(process.env.PATH ?? '').split(delimiter), ...newestFirst].find(
    (folder) => folder !== '' && existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')),
  );
}

/** PostgreSQL refuses to run as root; then it runs as its own user, else as nobody. */
async function serverOwner(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const user = ['postgres', 'nobody']
    .map((name) => users.find(([found]) => found === name))
    .find((found) => found);
  if (user === undefined)
    throw new Error('it refuses to run as root, and there is no user postgres or nobody');
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

async function answers(url: string, server: ChildProcess): Promise<boolean> {
  for (let attempt = 0; attempt < 100 && server.exitCode === null; attempt += 1) {
    if ((await objectionTo(url)) === undefined) return true;
    await pause(100);
  }
  return false;
}

/** SIGINT is PostgreSQL's fast shutdown: it ends open sessions instead of waiting for them. */
async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exit = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGINT');
  await exit;
}

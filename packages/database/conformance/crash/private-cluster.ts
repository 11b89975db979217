import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** The folder with the server's binaries, if this machine has them. */
export function findServer(): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...globSync('/usr/lib/postgresql/*/bin')];
  return folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))));
}

/** A PostgreSQL server of our own that may be killed; reached by a socket in its folder only. */
export class PrivateCluster {
  readonly #binaries: string;
  readonly #identity: { readonly uid?: number; readonly gid?: number };
  readonly #folder = mkdtempSync(join(tmpdir(), 'gatehouse-cluster-'));
  #server: ChildProcess | undefined;

  constructor(binaries: string) {
    this.#binaries = binaries;
    this.#identity = unprivileged();
    const { uid, gid } = this.#identity;
    if (uid !== undefined && gid !== undefined) chownSync(this.#folder, uid, gid);
    this.#run('initdb', ['--no-sync', '--auth=trust', '--username=postgres', '--encoding=UTF8', this.#data]);
  }

  get url(): string {
    return `postgres://postgres@localhost/postgres?host=${encodeURIComponent(this.#folder)}`;
  }

  get #data(): string {
    return join(this.#folder, 'data');
  }

  /** Starts the server and resolves when it answers. After a crash this includes its recovery. */
  async start(): Promise<void> {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      // It does not start before the last process of the killed one has noticed; then it is simply tried again.
      if (this.#server === undefined || this.#server.exitCode !== null || this.#server.signalCode !== null) {
        const args = ['-D', this.#data, '-k', this.#folder, '-c', 'listen_addresses='];
        this.#server = spawn(join(this.#binaries, 'postgres'), args, {
          ...this.#identity,
          stdio: 'ignore',
          cwd: '/',
        });
      }
      await sleep(100);
      if (await answers(this.url)) return;
    }
    throw new Error('the private PostgreSQL server does not answer');
  }

  /** Kills the server as a power cut would: no shutdown, no checkpoint. */
  async kill(): Promise<void> {
    const server = this.#server;
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const closed = once(server, 'exit');
    server.kill('SIGKILL');
    await closed;
  }

  async remove(): Promise<void> {
    await this.kill();
    // Its processes go a moment after it, and may still write.
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  #run(program: string, args: readonly string[]): void {
    execFileSync(join(this.#binaries, program), args, { ...this.#identity, stdio: 'ignore', cwd: '/' });
  }
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

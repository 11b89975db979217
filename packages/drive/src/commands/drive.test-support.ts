import { randomUUID } from 'node:crypto';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Character, openSite, type Site } from '@gatehouse/platform/testing';
import { machine } from '../machine.ts';
import { runDrive } from './run.ts';

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The real command against the real platform, in a folder of its own. */
export interface Desk extends AsyncDisposable {
  readonly site: Site;
  readonly folder: string;
  readonly env: Record<string, string>;
  /** As somebody, in the project of the site. */
  as(who: Character, ...args: string[]): Promise<Said>;
  /** With variables of one's own. */
  drive(env: Readonly<Record<string, string>>, ...args: string[]): Promise<Said>;
  envOf(who: Character): Promise<Record<string, string>>;
  /** Lets so much time pass for the machines; the server's goes on as ever. */
  later(milliseconds: number): void;
}

export async function openDesk(ofServer: Parameters<typeof openSite>[0] = {}): Promise<Desk> {
  const site = await openSite(ofServer);
  const folder = await mkdtemp(join(tmpdir(), 'drive-desk-'));
  const base = { DRIVE_URL: site.platform.url, DRIVE_PROJECT: String(site.projectId) };
  let passed = 0;
  const now = () => machine.now() + passed;
  const drive: Desk['drive'] = async (env, ...args) => {
    const said = { out: '', err: '' };
    const stream = (to: 'out' | 'err') => ({
      write: (text: string) => {
        said[to] += text;
      },
    });
    const { signal: ended } = new AbortController();
    const world = { ...machine, now, env, cwd: folder, ended, out: stream('out'), err: stream('err') };
    return { code: await runDrive(args, world), ...said };
  };
  const envOf: Desk['envOf'] = async (who) => {
    const path = join(folder, `.token-of-${who}`);
    // By rename: a daemon that runs meanwhile must never read half of it.
    const written = join(folder, `.token-${randomUUID()}`);
    await writeFile(written, site.as[who].token, { mode: 0o600 });
    await rename(written, path);
    return { ...base, DRIVE_TOKEN_FILE: path };
  };
  return {
    site,
    folder,
    env: base,
    drive,
    envOf,
    later(milliseconds) {
      passed += milliseconds;
    },
    as: async (who, ...args) => await drive(await envOf(who), ...args),
    async [Symbol.asyncDispose]() {
      await site.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

import { chmod, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { Failure } from '../commands/failure.ts';

/** What makes this machine an install: a key of its own, and what the link service knows it by. */
export interface InstallRecord {
  readonly linkUrl: string;
  readonly installId: string;
  /** Worth nothing without the key. */
  readonly credential: string;
  readonly key: JWK;
}

type Env = Readonly<Record<string, string | undefined>>;

/** One folder of the person; `DRIVE_HOME` makes a second install on one machine. */
export function homeOf(env: Env): string {
  if (env.DRIVE_HOME) return env.DRIVE_HOME;
  return join(env.XDG_CONFIG_HOME || join(env.HOME || homedir(), '.config'), 'gatehouse-drive');
}

function fileIn(env: Env): string {
  return join(homeOf(env), 'install.json');
}

/** Undefined where nobody has signed in. Refused where others could read it. */
export async function readInstall(env: Env): Promise<InstallRecord | undefined> {
  const path = fileIn(env);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0)
    throw new Failure(3, 'error.token-open', { path });
  return JSON.parse(await readFile(path, 'utf8')) as InstallRecord;
}

/** Whole or not at all, and never readable by others, not even for a moment. */
export async function writeInstall(env: Env, record: InstallRecord): Promise<void> {
  await mkdir(homeOf(env), { recursive: true, mode: 0o700 });
  await chmod(homeOf(env), 0o700);
  const partial = `${fileIn(env)}.partial`;
  await rm(partial, { force: true });
  const file = await open(partial, 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(record)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(partial, fileIn(env));
}

export async function forgetInstall(env: Env): Promise<void> {
  await rm(fileIn(env), { force: true });
}

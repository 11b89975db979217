import { chmod, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { Failure } from '../commands/failure.ts';
import { makeHome } from './home.ts';
import { readHomeFile, writeHomeFile } from './home-file.ts';
import { type Env, homeOf } from './home-folder.mjs';

/** What makes this machine an install: a key of its own, and what the link service knows it by. */
export interface InstallRecord {
  readonly linkUrl: string;
  readonly installId: string;
  /** Worth nothing without the key. */
  readonly credential: string;
  readonly key: JWK;
}

const name = 'install.json';
const fileIn = (env: Env) => join(homeOf(env), name);

/** Undefined where nobody has signed in. Refused where others could read it. */
export async function readInstall(env: Env): Promise<InstallRecord | undefined> {
  const path = fileIn(env);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0)
    throw new Failure(3, 'error.token-open', { path });
  return (await readHomeFile(env, name)) as InstallRecord | undefined;
}

export async function writeInstall(env: Env, record: InstallRecord): Promise<void> {
  await chmod(await makeHome(env), 0o700);
  await writeHomeFile(env, name, `${JSON.stringify(record)}\n`);
}

export async function forgetInstall(env: Env): Promise<void> {
  await rm(fileIn(env), { force: true });
}

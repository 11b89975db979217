import type { Stats } from 'node:fs';
import { lstat, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { homeOf } from '../installs/home-folder.mjs';

/** Where the process that keeps a mount can be asked, and what proves that one may. Only its owner reads the file. */
export interface DaemonFile {
  /** A Unix socket, or a named pipe of Windows. */
  readonly socket: string;
  readonly secret: string;
  /** The status page. */
  readonly page: string;
}

type Env = Readonly<Record<string, string | undefined>>;

const fileOf = (env: Env, mountId: string) => join(homeOf(env), `${mountId}.daemon`);

/**
 * What was written last; a process that was killed leaves its file behind, and a loss of power half of it. One that
 * somebody else could have written, where the folder is open to them, is not believed.
 */
export async function readDaemonFile(env: Env, mountId: string): Promise<DaemonFile | undefined> {
  const path = fileOf(env, mountId);
  const found = await lstat(path).catch(() => undefined);
  if (found?.isFile() !== true || !isOwn(found)) return undefined;
  const text = await readFile(path, 'utf8').catch(() => '');
  try {
    return JSON.parse(text) as DaemonFile;
  } catch {
    return undefined;
  }
}

function isOwn({ uid, mode }: Stats): boolean {
  return process.platform === 'win32' || (uid === process.getuid?.() && (mode & 0o077) === 0);
}

export async function writeDaemonFile(env: Env, mountId: string, content: DaemonFile): Promise<void> {
  const partial = `${fileOf(env, mountId)}.partial`;
  await rm(partial, { force: true });
  const file = await open(partial, 'wx', 0o600);
  try {
    await file.writeFile(JSON.stringify(content));
  } finally {
    await file.close();
  }
  await rename(partial, fileOf(env, mountId));
}

/** By whoever has the mount: the socket of one that was killed goes with it. */
export async function forgetDaemon(env: Env, mountId: string): Promise<void> {
  const left = await readDaemonFile(env, mountId);
  if (left !== undefined && process.platform !== 'win32') await rm(left.socket, { force: true });
  await rm(fileOf(env, mountId), { force: true });
}

/** By the daemon itself, whose other mounts are still asked at its socket. */
export async function removeDaemonFile(env: Env, mountId: string): Promise<void> {
  await rm(fileOf(env, mountId), { force: true });
}

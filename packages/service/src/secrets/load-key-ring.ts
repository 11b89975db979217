import { link, mkdir, open, readFile, stat, unlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Random } from '../random.ts';
import { SettingsError } from '../settings/settings-error.ts';
import { type KeyRing, keyRingFrom, masterKeyBytes } from './key-ring.ts';

/**
 * The key ring from the setting (`inline`, keys divided by commas) or else from the key file, one key a
 * line, newest first. Each key is 32 bytes in base64url. A missing file is created, durable before it is
 * used: a key that seals data and is then lost in a crash loses the data.
 *
 * @throws SettingsError, one sentence that never contains a key.
 */
export async function loadKeyRing(
  options: { readonly inline?: string | undefined; readonly file: string },
  random: Random,
): Promise<KeyRing> {
  if (options.inline !== undefined && options.inline.trim() !== '') {
    return parseKeys(options.inline.split(','), 'GATEHOUSE_SECRET_KEYS');
  }
  const text = (await readKeyFile(options.file)) ?? (await createKeyFile(options.file, random));
  return parseKeys(text.split('\n'), `The key file ${options.file}`);
}

function parseKeys(lines: readonly string[], source: string): KeyRing {
  const keys = lines
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => Buffer.from(line, 'base64url'));
  try {
    return keyRingFrom(keys);
  } catch {
    throw new SettingsError(
      `${source} must hold one or more different keys, newest first, each ${masterKeyBytes} bytes in base64url.`,
    );
  }
}

async function readKeyFile(file: string): Promise<string | undefined> {
  const found = await stat(file).catch(absent);
  if (found === undefined) return undefined;
  // Windows has no such bits; there the folder's access list guards the file.
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) {
    throw new SettingsError(
      `The key file ${file} can be read by others (mode ${(found.mode & 0o777).toString(8)}): run chmod 600 on it.`,
    );
  }
  return await readFile(file, 'utf8');
}

/**
 * Written aside, forced to disk, then linked to its name: whoever sees the file sees a whole key, and of
 * two processes that start at once one creates it and the other reads it.
 */
async function createKeyFile(file: string, random: Random): Promise<string> {
  const folder = dirname(resolve(file));
  const firstMade = await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `.key-${Buffer.from(random.bytes(9)).toString('base64url')}`);
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(`${Buffer.from(random.bytes(masterKeyBytes)).toString('base64url')}\n`);
    await handle.sync();
    await handle.close();
    await link(draft, file).catch((error: unknown) => {
      if (!hasCode(error, 'EEXIST')) throw error;
    });
  } finally {
    await handle.close().catch(() => undefined);
    await unlink(draft);
  }
  await syncFolders(folder, firstMade === undefined ? folder : dirname(firstMade));
  const text = await readKeyFile(file);
  if (text === undefined) throw new SettingsError(`The key file ${file} vanished while it was created.`);
  return text;
}

/** Forces the names to disk, from the key's folder up to the one that was there before. */
async function syncFolders(from: string, last: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(from, 'r');
  await handle.sync().finally(() => handle.close());
  const parent = dirname(from);
  if (from !== last && parent !== from) await syncFolders(parent, last);
}

function absent(error: unknown): undefined {
  if (!hasCode(error, 'ENOENT')) throw error;
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

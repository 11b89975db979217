import { mkdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type KeyRing, keyRingFrom, type Random, SettingsError } from '@gatehouse/service';
import { syncName, writeDurably } from '../durable-file.ts';

const keyBytes = 32;

/**
 * The keys of a text, newest first, one a line or divided by commas.
 * @throws SettingsError, one sentence that never contains a key.
 */
export function keysOf(text: string, source: string): KeyRing {
  const keys = text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => Buffer.from(line, 'base64url'));
  // Thirty-two random bytes have fewer than twelve different values less than once in 10^18 draws.
  if (keys.some((key) => new Set(key).size < 12))
    throw new SettingsError(`${source} holds a key that is not random.`);
  try {
    return keyRingFrom(keys);
  } catch {
    throw new SettingsError(
      `${source} must hold one or more different keys, newest first, each ${keyBytes} bytes in base64url.`,
    );
  }
}

/** Reads the key file and refuses one that others can read or that lies with the data it protects. */
export async function readKeyFile(file: string, dataDir: string): Promise<KeyRing> {
  if (isInside(file, dataDir) || isInside(await placeOf(file), await placeOf(dataDir)))
    throw new SettingsError(
      `The key file ${file} lies in ${dataDir}, with the database it protects: whoever copies the folder has both.`,
    );
  const found = await stat(file).catch(() => undefined);
  if (found === undefined)
    throw new SettingsError(`There is no key file ${file}: make one with the command "keys create".`);
  // Windows has no such bits; there the folder's access list guards the file.
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0)
    throw new SettingsError(
      `The key file ${file} can be read by others (mode ${(found.mode & 0o777).toString(8)}): run chmod 600 on it.`,
    );
  return keysOf(await readFile(file, 'utf8'), `The key file ${file}`);
}

/** Makes the file, never over another. @throws SettingsError where there is one. */
export async function createKeyFile(file: string, random: Random): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeDurably(file, 'wx', `${newKey(random)}\n`);
    await syncName(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SettingsError(
      code === 'EEXIST'
        ? `${file} is there already; "keys rotate" adds a key to it.`
        : `${file} cannot be written: ${code}.`,
    );
  }
}

/**
 * Keeps other rotations of this machine away: two that read the file before either has written it would lose the key of
 * one, and every record under it. Held as an open transaction: however a process ends, its hold ends with it.
 */
export function holdKeyFile(file: string): Disposable {
  const lock = new DatabaseSync(`${file}.lock`);
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw error instanceof Error && error.message.includes('locked')
      ? new SettingsError(`The key file ${file} is being rotated by another process.`)
      : error;
  }
  return { [Symbol.dispose]: () => lock.close() };
}

/** Puts a new key before the others, for whoever holds the file: no record is sealed before its key is on disk to stay. */
export async function addKey(file: string, random: Random): Promise<void> {
  const text = await readFile(file, 'utf8');
  const draft = `${file}.new`;
  // Left by a rotation that was cut off before anything was sealed under its key.
  await rm(draft, { force: true });
  await writeDurably(draft, 'wx', `${newKey(random)}\n${text}`);
  await rename(draft, file);
  await syncName(file);
}

function newKey(random: Random): string {
  return Buffer.from(random.bytes(keyBytes)).toString('base64url');
}

/** Where it lies, whatever links lead there. */
async function placeOf(path: string): Promise<string> {
  return await realpath(path).catch(() => path);
}

function isInside(file: string, folder: string): boolean {
  const path = relative(resolve(folder), resolve(file));
  return path !== '..' && !path.startsWith(`..${sep}`);
}

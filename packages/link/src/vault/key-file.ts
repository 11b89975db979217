import { open, readFile, rename, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { type KeyRing, keyRingFrom, type Random, SettingsError } from '@gatehouse/service';

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
  if (isInside(file, dataDir))
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
  await writeNew(file, `${newKey(random)}\n`, `${file} is there already; "keys rotate" adds a key to it.`);
}

/** Puts a new key before the others: written aside, forced to disk, then renamed over. */
export async function addKey(file: string, random: Random): Promise<void> {
  const text = await readFile(file, 'utf8');
  const draft = `${file}.new`;
  await writeNew(draft, `${newKey(random)}\n${text}`, `${draft} is left from a rotation that was cut off.`);
  await rename(draft, file);
}

async function writeNew(file: string, text: string, taken: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new SettingsError(error.code === 'EEXIST' ? taken : `${file} cannot be written: ${error.code}.`);
  });
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function newKey(random: Random): string {
  return Buffer.from(random.bytes(keyBytes)).toString('base64url');
}

function isInside(file: string, folder: string): boolean {
  const path = relative(resolve(folder), resolve(file));
  return path !== '..' && !path.startsWith(`..${sep}`);
}

import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a file for its owner alone. @param flags `wx` where it must not be there yet */
export async function writeDurably(path: string, flags: 'w' | 'wx', text: string): Promise<void> {
  const handle = await open(path, flags, 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The name of a file is as much a part of it as its bytes. Windows keeps names by itself. */
export async function syncName(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(dirname(path), 'r');
  await folder.sync().finally(() => folder.close());
}

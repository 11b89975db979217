import { createHash } from 'node:crypto';
import { link, open, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { onDisk } from './disk-failure.ts';

/** The bytes did not have the promised size or digest. */
export class Damaged extends Error {
  override name = 'Damaged';
}

export interface Promised {
  readonly size: number | undefined;
  readonly sha256: string | undefined;
}

/**
 * Saves bytes under a name that shows them whole or not at all: written beside it, checked, made durable, then named.
 * What is there already is replaced only if `replace` says so.
 */
export async function saveFile(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  promised: Promised,
  { partialId, replace }: { partialId: string; replace: boolean },
): Promise<void> {
  const folder = dirname(path);
  // A name as long as names may be has no room for more of its own.
  const partial = join(folder, `.${partialId}.partial`);
  const file = await onDisk(() => open(partial, 'wx', 0o666));
  try {
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of chunks) {
      hash.update(chunk);
      size += chunk.length;
      await onDisk(() => file.writeFile(chunk));
    }
    if (promised.size !== undefined && size !== promised.size) throw new Damaged(basename(path));
    if (promised.sha256 !== undefined && hash.digest('hex') !== promised.sha256)
      throw new Damaged(basename(path));
    await onDisk(() => file.sync());
    await file.close();
    await onDisk(() => (replace ? rename(partial, path) : name(partial, path)));
    await onDisk(() => syncFolder(folder));
  } catch (error) {
    await file.close().catch(() => undefined);
    await unlink(partial).catch(() => undefined);
    throw error;
  }
}

/** A second name never takes one that is there, and a rename would. */
async function name(partial: string, path: string): Promise<void> {
  await link(partial, path);
  await unlink(partial);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

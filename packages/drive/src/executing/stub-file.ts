import { longestStub, readStub } from '../placeholders/stub.ts';
import type { Disk } from '../ports/disk.ts';
import type { ItemKey } from '../trees/item-key.ts';
import { putBack } from './put-back.ts';
import { folderOf, joined, type Tools, trashFolder } from './run.ts';

export async function bytesOf(disk: Disk, path: string, most: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of disk.read(path, 0, most)) chunks.push(Uint8Array.from(chunk));
  return Buffer.concat(chunks);
}

/**
 * Takes a placeholder away, and only a placeholder: whatever else lies there is somebody's file. It goes aside before it
 * is looked at for the last time, because somebody may save over it at any moment.
 */
export async function removeStubFile(
  tools: Pick<Tools, 'state' | 'disk' | 'mountKey' | 'surroundings'>,
  path: string,
  key: ItemKey,
): Promise<boolean> {
  const { state, disk, surroundings } = tools;
  if (!(await isStubOf(tools, path, key))) return false;
  const id = surroundings.randomId();
  const away = joined(trashFolder, id);
  // Cut off from here on, it is put back: one placeholder too many is seen as such and goes.
  await state.change().note('op', id, { verb: 'renew', key, path, away }).commitSoon();
  await disk.move(path, away);
  const isOurs = await isStubOf(tools, away, key);
  if (isOurs) {
    await disk.removeFile(away);
    await disk.syncFolder(folderOf(path));
  } else await putBack(tools, away, path, state.synced.of(key)?.nid ?? 0);
  await state.change().note('op', id).commitSoon();
  return isOurs;
}

/** Whether a placeholder of the item lies there. */
export async function isStubOf(
  { disk, mountKey }: Pick<Tools, 'disk' | 'mountKey'>,
  path: string,
  key: ItemKey,
): Promise<boolean> {
  const stat = await disk.stat(path);
  if (stat?.kind !== 'file' || stat.size > longestStub) return false;
  return readStub(await bytesOf(disk, path, longestStub), mountKey)?.key === key;
}

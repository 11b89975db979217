import { longestStub, readStub } from '../placeholders/stub.ts';
import type { Disk } from '../ports/disk.ts';
import type { ItemKey } from '../trees/item-key.ts';
import { folderOf, type Tools } from './run.ts';

export async function bytesOf(disk: Disk, path: string, most: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of disk.read(path, 0, most)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Takes a placeholder away, and only a placeholder: whatever else lies there is somebody's file. */
export async function removeStubFile(
  { disk, mountKey }: Pick<Tools, 'disk' | 'mountKey'>,
  path: string,
  key: ItemKey,
): Promise<boolean> {
  const stat = await disk.stat(path);
  if (stat?.kind !== 'file' || stat.size > longestStub) return false;
  if (readStub(await bytesOf(disk, path, longestStub), mountKey)?.key !== key) return false;
  await disk.removeFile(path);
  await disk.syncFolder(folderOf(path));
  return true;
}

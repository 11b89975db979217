import { stubName, withoutSuffix } from '../placeholders/stub-name.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import type { RemoteItem } from '../ports/remote.ts';
import { freeIn } from '../recovery-trash/kept.ts';
import type { WasPrivate } from '../store/state.ts';
import { type ItemKey, itemOf, keyOf } from '../trees/item-key.ts';
import { fetch } from './download.ts';
import { folderOf, identityOf, joined, type Parts, remoteNode } from './run.ts';
import { isStubOf, removeStubFile } from './stub-file.ts';

/**
 * Puts what a copied placeholder stands for in its place, as a file of its own: the next look sends it as new, and as
 * private if the one that was copied is. Cut off, the placeholder is there still, or the file is, or both.
 * @returns false when it stands for nothing that this person can have
 */
export async function openSpare(parts: Parts, path: string, key: ItemKey): Promise<boolean> {
  const { state, disk, remote } = parts;
  const item = await remote.get(itemOf(key));
  if (typeof item === 'string') return false;
  const by = await closedBy(parts, item);
  const { partial, stat } = await fetch(parts, remoteNode(item, state.remote.get(key)));
  // Saved over or deleted since it was looked at, it is no wish for the file any more, and has its name to itself.
  if (!(await isStubOf(parts, path, key))) throw new DiskProblem('vanished', path);
  const stub = await withSuffix(parts, path);
  const folder = folderOf(stub);
  const plain = withoutSuffix({ name: stub.slice(stub.lastIndexOf('/') + 1), kind: 'stub' });
  const target = joined(folder, await freeIn(disk, folder, plain));
  if (by !== undefined)
    state
      .change()
      .wasPrivate({ path: target, identity: identityOf(stat), by })
      .commit();
  await disk.move(partial, target);
  await disk.syncFolder(folder);
  await removeStubFile(parts, stub, key);
  return true;
}

/** The file is to have the name, where its person took the ending away. */
async function withSuffix({ disk }: Parts, path: string): Promise<string> {
  const folder = folderOf(path);
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (withoutSuffix({ name, kind: 'stub' }) !== name) return path;
  const stub = joined(folder, await freeIn(disk, folder, stubName(name, 'file')));
  await disk.move(path, stub);
  await disk.syncFolder(folder);
  return stub;
}

/** Asked of the server, up to its root: what it is a copy of may lie in a folder that is closed here. */
async function closedBy({ state, remote }: Parts, item: RemoteItem): Promise<WasPrivate['by'] | undefined> {
  for (let at = item; ; ) {
    const key = keyOf(at);
    if (at.isPrivate ?? state.remote.get(key)?.isPrivate ?? state.synced.of(key)?.isPrivate)
      return at === item ? 'itself' : 'above';
    if (at.parentId === undefined) return undefined;
    const above = await remote.get({ id: at.parentId, kind: 'folder' });
    // Nobody knows.
    if (typeof above === 'string') return 'itself';
    at = above;
  }
}

import type { DocumentsRemote } from '../documents-api/documents-remote.ts';
import type { RemoteItem } from '../ports/remote.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import { Failure } from './failure.ts';

/** The names of a path as people write it. No name has a slash; nothing stands for a folder itself or the one above. */
export function namesOf(path: string): string[] {
  return path.split('/').filter((name) => name !== '' && name !== '.');
}

/** How a path is shown: from the root, with a slash before every name. */
export function shown(names: readonly string[]): string {
  return `/${names.join('/')}`;
}

/** The root folder, or the failure that a person who named a number can do something about. */
export async function rootOf(remote: DocumentsRemote): Promise<RemoteItem> {
  return await remote.root().catch((error: unknown) => {
    throw error instanceof RemoteProblem && error.code === 'missing'
      ? new Failure(5, 'error.no-place')
      : error;
  });
}

/** What lies at a path, one listing for each folder on the way: that works at any server. */
export async function findItem(remote: DocumentsRemote, path: string): Promise<RemoteItem> {
  let item = await rootOf(remote);
  for (const name of namesOf(path)) {
    const found = item.kind === 'folder' ? await childOf(remote, item.id, name) : undefined;
    if (found === undefined) throw new Failure(5, 'error.no-path', { path, missing: name });
    item = found;
  }
  return item;
}

export async function findFolder(remote: DocumentsRemote, path: string): Promise<RemoteItem> {
  const item = await findItem(remote, path);
  if (item.kind !== 'folder') throw new Failure(5, 'error.not-folder', { path });
  return item;
}

export async function findFile(remote: DocumentsRemote, path: string) {
  const item = await findItem(remote, path);
  const { version, size } = item;
  if (item.kind !== 'file' || version === undefined || size === undefined)
    throw new Failure(5, 'error.not-file', { path });
  return { ...item, version, size };
}

/** The item of that name; where names differ in case, composition or the spaces around them alone, the one that is written the same. */
export async function childOf(
  remote: DocumentsRemote,
  folderId: number,
  name: string,
): Promise<RemoteItem | undefined> {
  const { children } = await remote.list(folderId);
  const key = (text: string) => text.normalize('NFC').trim().toLowerCase();
  return (
    children.find((child) => child.name === name) ??
    children.find((child) => child.name.normalize('NFC') === name.normalize('NFC')) ??
    children.find((child) => key(child.name) === key(name))
  );
}

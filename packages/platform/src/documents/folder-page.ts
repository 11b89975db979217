import type { Reader } from '@gatehouse/database';
import { isVisible } from '../access/decide.ts';
import type { Tables } from '../schema/tables.ts';
import { listFiles, type Versions } from './file-store.ts';
import { findFolder, findRootFolder, type HeadFolder, listFolders } from './folder-store.ts';
import type { FolderPage } from './folder-view.ts';
import { loadTags } from './following/tags.ts';
import { itemFacts, itemOf } from './path.ts';
import { findPath } from './path-store.ts';
import type { Viewer } from './viewer.ts';

/** What of a folder's content is asked for. */
export interface Wanted {
  readonly folders: boolean;
  readonly files: boolean;
  readonly versions: Versions;
}

/** The root folder's page; null where the viewer has no such place. */
export async function loadRootPage(
  tx: Reader<Tables>,
  viewer: Viewer,
  wanted: Wanted,
): Promise<FolderPage | null> {
  const folder = await findRootFolder(tx, viewer);
  return folder === null ? null : await pageOf(tx, viewer, [{ ...folder, kind: 'folder' }], folder, wanted);
}

/** A folder's page in a constant number of queries; null where the viewer has no such folder. */
export async function loadFolderPage(
  tx: Reader<Tables>,
  viewer: Viewer,
  id: number,
  wanted: Wanted,
): Promise<FolderPage | null> {
  const path = await findPath(tx, viewer.place, id);
  if (path === null || itemOf(path).kind !== 'folder' || !isVisible(itemFacts(path), viewer.sight))
    return null;
  const folder = await findFolder(tx, viewer, id);
  return folder === null ? null : await pageOf(tx, viewer, path, folder, wanted);
}

async function pageOf(
  tx: Reader<Tables>,
  viewer: Viewer,
  path: FolderPage['path'],
  folder: HeadFolder,
  wanted: Wanted,
): Promise<FolderPage> {
  // What the folder was just seen not to hold is not asked for.
  const folders = wanted.folders && folder.hasFolders ? await listFolders(tx, viewer, folder.id) : [];
  return {
    path,
    folder,
    tags: await loadTags(tx, viewer, folder.secret, [folder, ...folders]),
    folders,
    files: wanted.files && folder.hasFiles ? await listFiles(tx, viewer, folder.id, wanted.versions) : [],
  };
}

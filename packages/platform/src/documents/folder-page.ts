import type { Reader } from '@gatehouse/database';
import { isVisible } from '../access/decide.ts';
import type { Tables } from '../schema/tables.ts';
import { listFiles, type Versions } from './file-store.ts';
import { findFolder, listFolders } from './folder-store.ts';
import type { FolderPage } from './folder-view.ts';
import { itemFacts, itemOf } from './path.ts';
import { findPath } from './path-store.ts';
import type { Viewer } from './viewer.ts';

/** What of a folder's content is asked for. */
export interface Wanted {
  readonly folders: boolean;
  readonly files: boolean;
  readonly versions: Versions;
}

/** A folder's page in a constant number of queries; null where the viewer has no such folder. */
export async function loadFolderPage(
  tx: Reader<Tables>,
  viewer: Viewer,
  id: number,
  wanted: Wanted,
): Promise<FolderPage | null> {
  const path = await findPath(tx, viewer.place, id);
  if (path === null || itemOf(path).kind !== 'folder' || !isVisible(itemFacts(path), viewer.level))
    return null;
  const folder = await findFolder(tx, viewer, id);
  if (folder === null) return null;
  return {
    path,
    folder,
    folders: wanted.folders ? await listFolders(tx, viewer, id) : [],
    files: wanted.files ? await listFiles(tx, viewer, id, wanted.versions) : [],
  };
}

import type { Reader } from '@gatehouse/database';
import type { Tables } from '../../schema/tables.ts';
import { latestVersionsOf, type Version } from '../file-store.ts';
import { maxDepth } from '../path.ts';
import { type FolderAbove, foldersAbove } from './above-store.ts';
import type { ListedItem } from './index-store.ts';

/** A listed item with the way to its folder and, for a file, its latest version. */
export interface ShownItem extends ListedItem {
  readonly above: readonly FolderAbove[];
  readonly latest: Version | null;
}

/** What it takes to show a page of items, in a constant number of queries. */
export async function withSurroundings(
  tx: Reader<Tables>,
  companyId: number,
  items: readonly ListedItem[],
): Promise<ShownItem[]> {
  const parents = new Set(items.flatMap(({ parentId }) => (parentId === null ? [] : [parentId])));
  const folders = await foldersAbove(tx, companyId, [...parents]);
  const files = items.filter(({ kind }) => kind === 'file').map(({ id }) => id);
  const versions = new Map(
    (await latestVersionsOf(tx, companyId, files)).map((version) => [version.fileId, version]),
  );
  return items.map((item) => ({
    ...item,
    above: wayTo(folders, item.parentId),
    latest: versions.get(item.id) ?? null,
  }));
}

/** From the root folder down to this one. */
function wayTo(folders: ReadonlyMap<number, FolderAbove>, folderId: number | null): FolderAbove[] {
  const way: FolderAbove[] = [];
  for (let id = folderId; id !== null && way.length <= maxDepth; ) {
    const folder = folders.get(id);
    if (folder === undefined) break;
    way.unshift(folder);
    id = folder.parentId;
  }
  return way;
}

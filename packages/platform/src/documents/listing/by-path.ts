import type { Reader } from '@gatehouse/database';
import type { Tables } from '../../schema/tables.ts';
import { nameKey } from '../names.ts';
import { maxDepth } from '../path.ts';
import { findRootId } from '../path-store.ts';
import { seenBy, type Viewer } from '../viewer.ts';

/** The item at a path below the root folder, as the viewer sees it: a hidden item of the same name is not there. */
export async function itemAtPath(
  tx: Reader<Tables>,
  viewer: Viewer,
  path: string,
): Promise<{ id: number; kind: 'folder' | 'file' } | null> {
  const names = path.split('/').filter((name) => name !== '');
  if (names.length >= maxDepth || !path.isWellFormed() || path.includes('\0')) return null;
  const rootId = await findRootId(tx, viewer.place);
  let item = rootId === null ? null : { id: rootId, kind: 'folder' as 'folder' | 'file' };
  for (const name of names) {
    if (item?.kind !== 'folder') return null;
    item = await childNamed(tx, viewer, item.id, name);
  }
  return item;
}

/** What the viewer sees under a name in a folder; who sees several of one name gets the one that was there first. */
export async function childNamed(
  tx: Reader<Tables>,
  viewer: Viewer,
  folderId: number,
  name: string,
): Promise<{ id: number; kind: 'folder' | 'file' } | null> {
  const [child] = await tx
    .selectFrom('documents')
    .select(['id', 'kind'])
    .where('company_id', '=', viewer.place.companyId)
    .where('parent_id', '=', folderId)
    .where('name_key', '=', nameKey(name.trim()))
    .where('deleted_at', 'is', null)
    .where(seenBy(viewer, 'documents'))
    .orderBy('namesake')
    .limit(1)
    .execute();
  return child ?? null;
}

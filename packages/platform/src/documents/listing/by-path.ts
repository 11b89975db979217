import { type Given, type Reader, statement } from '@gatehouse/database';
import { visibleChild } from '../../access/visible.ts';
import type { Tables } from '../../schema/tables.ts';
import { nameKey } from '../names.ts';
import { maxDepth } from '../path.ts';
import { findRootId } from '../path-store.ts';
import { byLevel, sightOf, type Viewer } from '../viewer.ts';

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
  const { companyId, personId } = viewer.place;
  const [child] = await childrenNamed[viewer.sight](tx, {
    companyId,
    personId,
    folderId,
    key: nameKey(name.trim()),
  });
  return child ?? null;
}

interface Wanted {
  readonly companyId: number;
  readonly personId: number;
  readonly folderId: number;
  readonly key: string;
}

const childrenNamed = byLevel((level) =>
  statement((tx: Reader<Tables>, given: Given<Wanted>) =>
    tx
      .selectFrom('documents')
      .select(['id', 'kind'])
      .where('company_id', '=', given.companyId)
      .where('parent_id', '=', given.folderId)
      .where('name_key', '=', given.key)
      .where('deleted_at', 'is', null)
      .where(visibleChild(sightOf(given, level), 'documents'))
      .orderBy('namesake')
      .limit(1),
  ),
);

import type { Reader } from '@gatehouse/database';
import type { RecycleBinItem } from '@gatehouse/wire';
import type { Place } from '../../rest/rest-call.ts';
import { timestamp } from '../../rest/timestamp.ts';
import type { Tables } from '../../schema/tables.ts';
import { nameWithPath } from '../path.ts';
import { findPath } from '../path-store.ts';
import { type DeletedItem, sizeBelow } from './bin-store.ts';

/** A folder that holds more has no size told, so that no page of the bin looks at all that was ever deleted. */
const mostOfOne = 2_000;
const mostOfAPage = 20_000;

/**
 * A page of the bin as it is told to those who may see all that is in the place.
 * @param top what was deleted, where the items lie in it; else each was deleted by itself
 */
export async function binItemViews(
  tx: Reader<Tables>,
  place: Place,
  items: readonly DeletedItem[],
  top?: DeletedItem,
): Promise<RecycleBinItem[]> {
  const origins = new Map<number, RecycleBinItem['original_parent']>();
  for (const { deletedFrom } of items) {
    if (deletedFrom === null || origins.has(deletedFrom)) continue;
    const path = await findPath(tx, place, deletedFrom);
    origins.set(deletedFrom, path === null ? null : { id: deletedFrom, name_with_path: nameWithPath(path) });
  }
  const views: RecycleBinItem[] = [];
  let left = mostOfAPage;
  for (const item of items) {
    const most = Math.min(left, mostOfOne);
    const below = item.kind === 'file' ? null : await sizeBelow(tx, place.companyId, item.id, most);
    if (item.kind === 'folder') left -= below?.items ?? most;
    views.push({
      id: item.id,
      name: item.name,
      document_type: item.kind,
      private: item.private,
      deleted_at: timestamp((top ?? item).deletedAt ?? 0),
      deleted_by: (top ?? item).deletedBy,
      original_parent: item.deletedFrom === null ? null : (origins.get(item.deletedFrom) ?? null),
      size: item.kind === 'file' ? (item.size ?? 0) : (below?.size ?? null),
    });
  }
  return views;
}

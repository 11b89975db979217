import type { Reader } from '@gatehouse/database';
import type { RecycleBinItem } from '@gatehouse/wire';
import type { Place } from '../../rest/rest-call.ts';
import { timestamp } from '../../rest/timestamp.ts';
import type { Tables } from '../../schema/tables.ts';
import { nameWithPath } from '../path.ts';
import { findPath } from '../path-store.ts';
import { type DeletedItem, sizeBelow } from './bin-store.ts';

/** A page of the bin as it is told to those who may see all that is in the place. */
export async function binItemViews(
  tx: Reader<Tables>,
  place: Place,
  items: readonly DeletedItem[],
): Promise<RecycleBinItem[]> {
  const origins = new Map<number, RecycleBinItem['original_parent']>();
  for (const { deletedFrom } of items) {
    if (deletedFrom === null || origins.has(deletedFrom)) continue;
    const path = await findPath(tx, place, deletedFrom);
    origins.set(deletedFrom, path === null ? null : { id: deletedFrom, name_with_path: nameWithPath(path) });
  }
  const views: RecycleBinItem[] = [];
  for (const item of items)
    views.push({
      id: item.id,
      name: item.name,
      document_type: item.kind,
      deleted_at: timestamp(item.deletedAt ?? 0),
      deleted_by: item.deletedBy,
      original_parent: item.deletedFrom === null ? null : (origins.get(item.deletedFrom) ?? null),
      size: item.size ?? (await sizeBelow(tx, place.companyId, item.id)),
    });
  return views;
}

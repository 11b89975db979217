import { ApiError, type DocumentsScope } from '@gatehouse/client';
import type { BulkAction } from '@gatehouse/wire';
import { gatehouse } from '../../api/gatehouse.ts';
import type { Entry } from '../entry.ts';

/** As many as the server takes in one call. */
const atOnce = 500;

type Item = Pick<Entry, 'id' | 'kind'>;

export async function deleteItems(place: DocumentsScope, items: readonly Item[]): Promise<void> {
  const [item] = items;
  if (items.length !== 1 || item === undefined) return inBulk(place, 'delete', items);
  await resourceOf(item).delete(place, item.id);
}

export async function moveItems(place: DocumentsScope, items: readonly Item[], to: number): Promise<void> {
  const [item] = items;
  if (items.length !== 1 || item === undefined) return inBulk(place, 'move', items, to);
  await resourceOf(item).update(place, item.id, { parent_id: to });
}

export async function copyItems(place: DocumentsScope, items: readonly Item[], to: number): Promise<void> {
  const [item] = items;
  if (items.length !== 1 || item === undefined) return inBulk(place, 'copy', items, to);
  await resourceOf(item).copy(place, item.id, { parent_id: to, unique_name: true });
}

function resourceOf({ kind }: Item) {
  return kind === 'folder' ? gatehouse.folders : gatehouse.files;
}

/** One thing done to any number of items. What some were refused for is told as one error; the others are done. */
async function inBulk(
  place: DocumentsScope,
  action: BulkAction,
  items: readonly Item[],
  parentId?: number,
): Promise<void> {
  const reasons = new Set<string>();
  for (let from = 0; from < items.length; from += atOnce) {
    const ids = items.slice(from, from + atOnce).map(({ id }) => id);
    const { failed } = await gatehouse.documents.bulk(place, {
      action,
      ids,
      ...(parentId !== undefined && { parent_id: parentId }),
    });
    for (const { errors } of failed) for (const text of Object.values(errors).flat()) reasons.add(text);
  }
  if (reasons.size > 0) throw new ApiError(422, [...reasons], undefined);
}

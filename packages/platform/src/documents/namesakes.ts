import type { Reader } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';
import { seenBy, type Viewer } from './viewer.ts';

/**
 * The items of one name in one folder. A name is taken only by an item the viewer can see: were it refused for a
 * hidden one, anybody could find out by trying which private items there are. So a folder may hold several items
 * of a name, told apart by `namesake`; only those who see the hidden ones see them side by side.
 */
export async function namesakesOf(
  tx: Reader<Tables>,
  viewer: Viewer,
  parentId: number,
  key: string,
): Promise<{ visible: boolean; next: number }> {
  const items = await tx
    .selectFrom('documents')
    .select(['namesake', seenBy(viewer, 'documents').as('visible')])
    .where('parent_id', '=', parentId)
    .where('name_key', '=', key)
    .where('deleted_at', 'is', null)
    .execute();
  return {
    visible: items.some((item) => Number(item.visible) === 1),
    next: Math.max(-1, ...items.map((item) => item.namesake)) + 1,
  };
}

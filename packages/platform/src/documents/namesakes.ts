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
  /** An item that does not count: the one that is to have the name. */
  but: number | null = null,
): Promise<{ visible: boolean; next: number }> {
  let items = tx
    .selectFrom('documents')
    .select(['namesake', seenBy(viewer, 'documents').as('visible')])
    .where('parent_id', '=', parentId)
    .where('name_key', '=', key)
    .where('deleted_at', 'is', null);
  if (but !== null) items = items.where('id', '!=', but);
  const found = await items.execute();
  return {
    visible: found.some((item) => Number(item.visible) === 1),
    next: Math.max(-1, ...found.map((item) => item.namesake)) + 1,
  };
}

/** The same of several names in one folder, by their keys; a name that nothing has is left out. */
export async function namesakesAmong(
  tx: Reader<Tables>,
  viewer: Viewer,
  parentId: number,
  keys: readonly string[],
): Promise<Map<string, { visible: boolean; next: number }>> {
  if (keys.length === 0) return new Map();
  const found = await tx
    .selectFrom('documents')
    .select(['name_key', 'namesake', seenBy(viewer, 'documents').as('visible')])
    .where('company_id', '=', viewer.place.companyId)
    .where('parent_id', '=', parentId)
    .where('name_key', 'in', keys)
    .where('deleted_at', 'is', null)
    .execute();
  const among = new Map<string, { visible: boolean; next: number }>();
  for (const { name_key, namesake, visible } of found) {
    const before = among.get(name_key);
    among.set(name_key, {
      visible: before?.visible === true || Number(visible) === 1,
      next: Math.max(before?.next ?? 0, namesake + 1),
    });
  }
  return among;
}

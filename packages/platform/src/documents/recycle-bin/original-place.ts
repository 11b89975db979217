import type { Reader } from '@gatehouse/database';
import type { Place } from '../../rest/rest-call.ts';
import type { Tables } from '../../schema/tables.ts';
import type { Item } from '../changing/item-store.ts';
import { findPath, findRootId } from '../path-store.ts';
import { wayUp } from '../way-up.ts';

/** Where something deleted goes of which nobody says where to. */
export interface WayBack {
  readonly parentId: number | null;
  /** Something above it hid it, or may have: it must not come to light by where it goes back to. */
  readonly hides: boolean;
}

/** To where it was deleted from; or to the root, where that is gone or it was deleted with a folder it lay in. */
export async function findWayBack(tx: Reader<Tables>, place: Place, item: Item): Promise<WayBack> {
  const from = item.deleted_from;
  if (from !== null && (await findPath(tx, place, from)) !== null) return { parentId: from, hides: false };
  return { parentId: await findRootId(tx, place), hides: !(await wasOpenAbove(tx, place, item)) };
}

/**
 * Whether every folder above an item was open, as those are now: through the bin, by where each was deleted from.
 * False as soon as one of them is not known any more.
 */
async function wasOpenAbove(tx: Reader<Tables>, place: Place, item: Item): Promise<boolean> {
  const seen = new Set<number>();
  let next: number | null = item.id;
  while (next !== null && !seen.has(next)) {
    seen.add(next);
    const way = await wayUp(tx, place, next);
    const last = way.findIndex((link) => link.deleted_at !== null);
    const links = last === -1 ? way : way.slice(0, last + 1);
    if (links.some((link) => link.id !== item.id && link.private_at !== null)) return false;
    const top = links.at(-1);
    if (top === undefined) return false;
    if (top.deleted_at === null) return top.parent_id === null;
    next = top.deleted_from;
  }
  return false;
}

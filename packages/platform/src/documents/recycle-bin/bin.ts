import { mayDo } from '../../access/actions.ts';
import { fieldErrors, refuse } from '../../rest/rest-call.ts';
import { changeItem, type Surroundings } from '../changing/change-item.ts';
import { findItem, type Item } from '../changing/item-store.ts';
import {
  type Change,
  type Denial,
  denied,
  isRoot,
  precondition,
  rootStays,
  type Target,
} from '../changing/target.ts';
import { findPath, findRootId } from '../path-store.ts';
import { findNewPlace } from '../placement.ts';
import { placementReply } from '../placement-reply.ts';
import type { Viewer } from '../viewer.ts';
import { indexedWords } from '../words.ts';
import { findBinPath, findOrCreateBin, holdsMoreThan, markBelow } from './bin-store.ts';

/** All that lies in an item is marked in the one unit that deletes it, which is not to be long for the database. */
const most = 50_000;

/** Puts an item into the recycle bin, with all it holds: what lies in it stays in it, and is marked by one statement. */
export async function deleteItem(
  house: Surroundings,
  change: Change,
  target: Target,
): Promise<Denial | null> {
  const { item } = target;
  const refused = denied(change, item, 'delete') ?? precondition(change, item);
  if (refused !== null) return refused;
  if (isRoot(target)) return rootStays;
  const { tx, place } = change;
  if (await holdsMoreThan(tx, place.companyId, item.id, most))
    return fieldErrors({ base: [`holds more than ${most} items: delete it in parts`] });
  const set = {
    parent_id: await findOrCreateBin(house, tx, place),
    deleted_at: house.clock.now(),
    deleted_by: place.personId,
    deleted_from: item.parent_id,
    checked_out_by: null,
    checked_out_until: null,
  };
  const made = { event: `${item.kind}.deleted` as const, details: { fromParentId: item.parent_id } };
  await changeItem(house, change, item, set, [made], () =>
    markBelow(tx, place.companyId, item, set.deleted_at),
  );
  return null;
}

/** Something in the bin, at any depth, for those who may look into it; the bin itself is not in it. */
export async function findDeleted(
  tx: Change['tx'],
  viewer: Viewer,
  id: number,
  kind?: Item['kind'],
): Promise<Item | null> {
  if (!mayDo(viewer.standing, 'see_recycle_bin', false)) return null;
  if ((await findBinPath(tx, viewer.place, id)) === null) return null;
  const item = await findItem(tx, viewer.place, id);
  if (item === null || item.recycle_bin_since !== null) return null;
  return kind === undefined || item.kind === kind ? item : null;
}

/** Takes an item out of the bin: to a folder, or to where it was deleted from, or, if that is gone, to the root. */
export async function restoreItem(
  house: Surroundings,
  change: Change,
  item: Item,
  wish: {
    readonly parentId: number | undefined;
    readonly name?: string | undefined;
    readonly uniqueName: boolean;
  },
): Promise<Denial | null> {
  const refused = denied(change, item, 'restore') ?? precondition(change, item);
  if (refused !== null) return refused;
  const { tx, place } = change;
  const parentId = wish.parentId ?? (await originalPlace(change, item)) ?? (await findRootId(tx, place));
  if (parentId === null) return refuse('item_hidden');
  const placement = await findNewPlace(tx, change, item, {
    parentId,
    name: wish.name ?? item.name,
    uniqueName: wish.uniqueName,
  });
  if (placement.kind !== 'free') return placementReply(placement);
  const { at } = placement;
  const set = {
    parent_id: at.parentId,
    name: at.name,
    name_key: at.key,
    namesake: at.namesake,
    words: indexedWords(place, at.name, item.description),
    deleted_at: null,
    deleted_by: null,
    deleted_from: null,
  };
  const made = { event: `${item.kind}.restored` as const, details: { parentId: at.parentId } };
  await changeItem(house, change, item, set, [made], () => markBelow(tx, place.companyId, item, null));
  return null;
}

async function originalPlace({ tx, place }: Change, { deleted_from }: Item): Promise<number | null> {
  if (deleted_from === null) return null;
  return (await findPath(tx, place, deleted_from)) === null ? null : deleted_from;
}

/**
 * Gives an item of the bin up for good. Decided here and now; its rows, and the content that nothing else names,
 * are taken away in small steps (sweep-purged.ts).
 */
export async function purgeItem(house: Surroundings, change: Change, item: Item): Promise<Denial | null> {
  const refused = denied(change, item, 'purge') ?? precondition(change, item);
  if (refused !== null) return refused;
  const now = house.clock.now();
  const set = { purged_at: now, deleted_at: item.deleted_at ?? now };
  await changeItem(house, change, item, set, [{ event: `${item.kind}.purged` }]);
  return null;
}

/** Gives up all that is in the bin by giving up the bin: the next delete makes another. */
export async function purgeBin(house: Surroundings, change: Change, binId: number): Promise<void> {
  const set = { purged_at: house.clock.now(), recycle_bin_since: null };
  await changeItem(house, change, { id: binId, kind: 'folder' }, set, [{ event: 'recycle_bin.purged' }]);
}

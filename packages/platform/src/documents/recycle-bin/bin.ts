import type { Reader } from '@gatehouse/database';
import { mayDo } from '../../access/actions.ts';
import { refuse } from '../../rest/rest-call.ts';
import type { Tables } from '../../schema/tables.ts';
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
import { keepSight, marked } from '../changing/update-item.ts';
import { findNewPlace } from '../placement.ts';
import { placementReply } from '../placement-reply.ts';
import type { Viewer } from '../viewer.ts';
import { indexedWords } from '../words.ts';
import { findBinPath, findOrCreateBin, trackedBelow } from './bin-store.ts';
import { findWayBack } from './original-place.ts';

/**
 * Puts an item into the recycle bin, with all it holds. The item alone is marked: what lies in it is deleted by where
 * it lies, so a delete is one row however much goes with it, and nothing is ever half deleted.
 */
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
  const set = {
    parent_id: await findOrCreateBin(house, tx, place),
    deleted_at: house.clock.now(),
    deleted_by: place.personId,
    deleted_from: item.parent_id,
    checked_out_by: null,
    checked_out_until: null,
  };
  const made = {
    event: `${item.kind}.deleted` as const,
    details: { fromParentId: item.parent_id },
    what: 'deleted' as const,
    withIt: await trackedBelow(tx, place, item),
  };
  await changeItem(house, change, item, set, [made]);
  return null;
}

/** Something in the bin, at any depth, for those who may look into it; the bin itself is not in it. */
export async function findDeleted(
  tx: Reader<Tables>,
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

/**
 * Takes an item out of the bin: to a folder, or to where it was deleted from, or, if that is gone, to the root; there
 * it is private where a folder above it was, or where that is not known any more.
 */
export async function restoreItem(
  house: Surroundings,
  change: Change,
  item: Item,
  wish: {
    readonly parentId: number | undefined;
    readonly name?: string | undefined;
    /** Left out: as it was. */
    readonly private?: boolean | undefined;
    readonly uniqueName: boolean;
  },
): Promise<Denial | null> {
  const wasPrivate = item.private_at !== null;
  const marks = wish.private !== undefined && wish.private !== wasPrivate;
  const refused =
    denied(change, item, 'restore') ??
    (marks ? denied(change, item, 'set_private') : null) ??
    precondition(change, item);
  if (refused !== null) return refused;
  const { tx, place } = change;
  const { parentId, hides } =
    wish.parentId === undefined
      ? await findWayBack(tx, place, item)
      : { parentId: wish.parentId, hides: false };
  if (parentId === null) return refuse('item_hidden');
  const isPrivate = wish.private ?? (wasPrivate || hides);
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
    ...(isPrivate === wasPrivate
      ? {}
      : marked(house.clock.now(), isPrivate, item.created_by === place.personId)),
  };
  const made = {
    event: `${item.kind}.restored` as const,
    details: { parentId: at.parentId },
    what: 'restored' as const,
    withIt: await trackedBelow(tx, place, item),
  };
  const access =
    isPrivate === wasPrivate
      ? []
      : [{ event: `${item.kind}.access_changed` as const, details: { private: isPrivate } }];
  await changeItem(house, change, item, set, [made, ...access], async () => {
    if (isPrivate && !wasPrivate) await keepSight(change, item.id);
  });
  return null;
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

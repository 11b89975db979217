import type { Reader } from '@gatehouse/database';
import { mayDo } from '../access/actions.ts';
import { isVisible, type Reason } from '../access/decide.ts';
import type { Tables } from '../schema/tables.ts';
import { checkName, nameKey, numberedName } from './names.ts';
import { namesakesOf } from './namesakes.ts';
import { itemFacts, itemOf, maxDepth } from './path.ts';
import { findPath, findRootId } from './path-store.ts';
import type { Viewer } from './viewer.ts';

/** What somebody wants to put somewhere. */
export interface Wish {
  /** Left out: the root folder. */
  readonly parentId: number | undefined;
  readonly name: string;
  readonly private: boolean;
  /** Where the name is taken, take the next one that is free. */
  readonly uniqueName: boolean;
}

/** A place that may be taken, in the unit that found it. */
export interface FreePlace {
  readonly parentId: number;
  readonly name: string;
  readonly key: string;
  readonly namesake: number;
}

export type Placement =
  | { readonly kind: 'free'; readonly at: FreePlace }
  | { readonly kind: 'refused'; readonly reason: Reason }
  | { readonly kind: 'fault'; readonly field: 'name' | 'parent_id'; readonly message: string };

export type NoPlace = Exclude<Placement, { kind: 'free' }>;

/** Where a new item may go. Asked in the write unit, with the facts of that moment. */
export async function findPlacement(tx: Reader<Tables>, viewer: Viewer, wish: Wish): Promise<Placement> {
  const parentId = wish.parentId ?? (await findRootId(tx, viewer.place));
  const none = mayMark(viewer, wish.private) ?? (await mayHold(tx, viewer, parentId));
  if (none !== null || parentId === null) return none ?? hidden;
  const checked = checkName(wish.name);
  if (!checked.ok) return fault('name', checked.message);
  const at = await freeName(tx, viewer, parentId, checked.name, wish.uniqueName);
  return at === null ? fault('name', taken) : { kind: 'free', at };
}

/**
 * The same asked of a wish of which not everything is known yet, to spare the sender bytes that would be refused.
 * Silence is no promise: only `findPlacement` gives a place away.
 */
export async function checkPlacementSoFar(
  tx: Reader<Tables>,
  viewer: Viewer,
  wish: Omit<Wish, 'name'> & { readonly name: string | undefined },
): Promise<NoPlace | null> {
  const none = mayMark(viewer, wish.private);
  if (none !== null || wish.parentId === undefined) return none;
  if (wish.name === undefined) return await mayHold(tx, viewer, wish.parentId);
  const placement = await findPlacement(tx, viewer, { ...wish, name: wish.name });
  return placement.kind === 'free' ? null : placement;
}

/** Whoever makes an item is who made it: in a company, that is enough to keep it to oneself. */
function mayMark({ standing }: Viewer, asPrivate: boolean): NoPlace | null {
  return asPrivate && !mayDo(standing, 'set_private', true)
    ? { kind: 'refused', reason: 'level_too_low' }
    : null;
}

async function mayHold(
  tx: Reader<Tables>,
  { place, sight }: Viewer,
  parentId: number | null,
): Promise<NoPlace | null> {
  const path = parentId === null ? null : await findPath(tx, place, parentId);
  // A folder that is hidden from somebody is not there to put anything into.
  if (path === null || !isVisible(itemFacts(path), sight)) return hidden;
  if (itemOf(path).kind !== 'folder') return fault('parent_id', 'is not a folder');
  return path.length < maxDepth ? null : fault('parent_id', `lies too deep: ${maxDepth} folders at most`);
}

const hidden: NoPlace = { kind: 'refused', reason: 'item_hidden' };
const taken = 'has already been taken';

function fault(field: 'name' | 'parent_id', message: string): NoPlace {
  return { kind: 'fault', field, message };
}

async function freeName(
  tx: Reader<Tables>,
  viewer: Viewer,
  parentId: number,
  name: string,
  uniqueName: boolean,
): Promise<FreePlace | null> {
  const at = async (candidate: string): Promise<FreePlace | null> => {
    const key = nameKey(candidate);
    const { visible, next } = await namesakesOf(tx, viewer, parentId, key);
    return visible ? null : { parentId, name: candidate, key, namesake: next };
  };
  const asWished = await at(name);
  if (asWished !== null || !uniqueName) return asWished;

  // Doubles until a number is free, then halves the gap below it: few queries, however many copies there are.
  let taken = 1;
  let number = 2;
  let free = await at(numberedName(name, number));
  while (free === null) {
    taken = number;
    number *= 2;
    free = await at(numberedName(name, number));
  }
  while (number - taken > 1) {
    const middle = Math.floor((taken + number) / 2);
    const candidate = await at(numberedName(name, middle));
    if (candidate === null) {
      taken = middle;
    } else {
      number = middle;
      free = candidate;
    }
  }
  return free;
}

import type { Reader } from '@gatehouse/database';
import { mayDo } from '../access/actions.ts';
import { isVisible, type Reason } from '../access/decide.ts';
import type { Tables } from '../schema/tables.ts';
import { checkName, nameKey, numberedName } from './names.ts';
import { namesakesOf } from './namesakes.ts';
import { itemFacts, itemOf, maxDepth, type Path } from './path.ts';
import { findPath, findRootId, heightOf } from './path-store.ts';
import { isPrivateByDefault } from './settings/settings-store.ts';
import type { Viewer } from './viewer.ts';

/** What somebody wants to put somewhere. */
export interface Wish {
  /** Left out: the root folder. */
  readonly parentId: number | undefined;
  readonly name: string;
  /** Left out: as the tool is set. */
  readonly private: boolean | undefined;
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

/** The same of what is made: with it is found whether it is private from its first moment. */
export type NewPlacement =
  | { readonly kind: 'free'; readonly at: FreePlace; readonly isPrivate: boolean }
  | NoPlace;

/** Where a new item may go. Asked in the write unit, with the facts of that moment. */
export async function findPlacement(tx: Reader<Tables>, viewer: Viewer, wish: Wish): Promise<NewPlacement> {
  const parentId = wish.parentId ?? (await findRootId(tx, viewer.place));
  const folder = await findFolder(tx, viewer, parentId, wish.private);
  if (folder.kind !== 'open' || parentId === null) return folder.kind === 'open' ? hidden : folder;
  const { path } = folder;
  const checked = checkName(wish.name);
  if (!checked.ok) return fault('name', checked.message);
  const at = await freeName(tx, viewer, parentId, checked.name, wish.uniqueName);
  if (at === null) return fault('name', taken);
  return { kind: 'free', at, isPrivate: await isPrivateThere(tx, viewer, path, wish.private) };
}

/** A folder into which something may go, marked as it is wished, whatever its name. */
export async function findFolder(
  tx: Reader<Tables>,
  viewer: Viewer,
  parentId: number | null,
  asPrivate: boolean | undefined,
): Promise<{ readonly kind: 'open'; readonly path: Path } | NoPlace> {
  const path = parentId === null ? null : await findPath(tx, viewer.place, parentId);
  const none = mayMark(viewer, asPrivate) ?? mayHoldAt(path, viewer);
  return none !== null || path === null ? (none ?? hidden) : { kind: 'open', path };
}

/**
 * Whether what is made in a folder is private itself. Where the tool is set so it is, but for those who could open it
 * at once and say so; and but for folders that are private already, which those see who are named there.
 */
export async function isPrivateThere(
  tx: Reader<Tables>,
  { place, standing }: Viewer,
  path: Path,
  wanted: boolean | undefined,
): Promise<boolean> {
  if (wanted === true) return true;
  if (wanted === false && mayDo(standing, 'set_private', true)) return false;
  return !path.some((link) => link.private) && (await isPrivateByDefault(tx, place));
}

/** The same of a copy, which nobody says anything of. */
export async function isPrivateUnder(tx: Reader<Tables>, viewer: Viewer, parentId: number): Promise<boolean> {
  const path = await findPath(tx, viewer.place, parentId);
  return path === null || (await isPrivateThere(tx, viewer, path, undefined));
}

/** Where an item that is there already may go: under another name, into another folder, or both. */
export async function findNewPlace(
  tx: Reader<Tables>,
  viewer: Viewer,
  item: { readonly id: number; readonly kind: 'folder' | 'file' },
  wish: Omit<Wish, 'private' | 'parentId'> & { readonly parentId: number },
  /** The item whose name does not count as taken: none, where it is a copy that goes there. */
  but: number | null = item.id,
): Promise<Placement> {
  const path = await findPath(tx, viewer.place, wish.parentId);
  const none = mayHoldAt(path, viewer);
  if (none !== null || path === null) return none ?? hidden;
  if (path.some((link) => link.id === item.id)) return fault('parent_id', 'lies within the folder itself');
  const height = item.kind === 'folder' ? await heightOf(tx, viewer.place.companyId, item.id) : 0;
  if (path.length + height > maxDepth) return fault('parent_id', tooDeep);
  const checked = checkName(wish.name);
  if (!checked.ok) return fault('name', checked.message);
  const at = await freeName(tx, viewer, wish.parentId, checked.name, wish.uniqueName, but);
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
function mayMark({ standing }: Viewer, asPrivate: boolean | undefined): NoPlace | null {
  return asPrivate === true && !mayDo(standing, 'set_private', true)
    ? { kind: 'refused', reason: 'level_too_low' }
    : null;
}

async function mayHold(tx: Reader<Tables>, viewer: Viewer, parentId: number | null): Promise<NoPlace | null> {
  return mayHoldAt(parentId === null ? null : await findPath(tx, viewer.place, parentId), viewer);
}

function mayHoldAt(path: Path | null, { sight }: Viewer): NoPlace | null {
  // A folder that is hidden from somebody is not there to put anything into.
  if (path === null || !isVisible(itemFacts(path), sight)) return hidden;
  if (itemOf(path).kind !== 'folder') return fault('parent_id', 'is not a folder');
  return path.length < maxDepth ? null : fault('parent_id', tooDeep);
}

const hidden: NoPlace = { kind: 'refused', reason: 'item_hidden' };
export const taken = 'has already been taken';
const tooDeep = `lies too deep: ${maxDepth} folders at most`;

function fault(field: 'name' | 'parent_id', message: string): NoPlace {
  return { kind: 'fault', field, message };
}

async function freeName(
  tx: Reader<Tables>,
  viewer: Viewer,
  parentId: number,
  name: string,
  uniqueName: boolean,
  but: number | null = null,
): Promise<FreePlace | null> {
  const at = async (candidate: string): Promise<FreePlace | null> => {
    const key = nameKey(candidate);
    const { visible, next } = await namesakesOf(tx, viewer, parentId, key, but);
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

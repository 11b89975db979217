import { createHash } from 'node:crypto';
import type { Reader } from '@gatehouse/database';
import { levels } from '../../access/levels.ts';
import type { House } from '../../house.ts';
import type { Tables } from '../../schema/tables.ts';
import { findItems, type ListedItem } from '../listing/index-store.ts';
import { stepBelow, type Walk } from '../listing/walk-store.ts';
import { findPath } from '../path-store.ts';
import type { Viewer } from '../viewer.ts';
import { changesAfter, changesBehindGates, groupsOf, lastChange, timeOf } from './change-store.ts';
import { type Cursor, digestOfWay, readCursor, sightBytes, writeCursor } from './cursor.ts';
import { deletedWith } from './deleted-with.ts';
import { sightThen } from './sight-then.ts';
import { followed } from './sweep-changes.ts';

export type Told =
  | { readonly kind: 'present'; readonly item: ListedItem }
  | {
      readonly kind: 'gone';
      readonly id: number;
      readonly document: 'folder' | 'file';
      /** It was deleted before the viewer's eyes; what became of it once they saw it no more is not theirs to know. */
      readonly deleted: boolean;
    };

export interface Following {
  readonly told: readonly Told[];
  readonly cursor: string;
  readonly more: boolean;
  readonly reset: boolean;
  /** The cursor is from after the state that is stored here, or cannot be read: then it may be. */
  readonly wentBack: boolean;
}

/** Noted changes that are read at once. */
const batch = 500;
/**
 * Of those, how many one call looks at. All of them may be hidden, however many there are: then there is nothing to tell
 * but that there is more, by a cursor that is as far.
 */
const mostBatches = 4;
const nowhere = { entering: 0, telling: 0, after: null, way: new Uint8Array() };

/**
 * What changed for one viewer since a cursor. Each item is told as it is now, so the same one may be told twice; a
 * folder that comes into sight brings all that is in it, unless it was made empty: what is in that came by later
 * changes. From what came into sight a folder may have been moved out before that was told: it brings what is in it,
 * too, though it was seen before; and what everything is listed after, when it begins anew, is as if it had come into
 * sight. A folder that left their sight since and came back is gone until its coming back is told. A cursor of somebody
 * who sees otherwise by now (by level, by a permission, by a group), or one so old that changes after it are forgotten,
 * is no use any more: that begins anew.
 * Its age alone decides: were it whether changes are missing, it would tell of those that are hidden. So does one that
 * is from another course of things than what is stored.
 */
export async function follow(
  house: Pick<House, 'clock' | 'keys' | 'random'>,
  tx: Reader<Tables>,
  viewer: Viewer,
  cursorText: string | undefined,
  perPage: number,
): Promise<Following> {
  const { place } = viewer;
  const groups = await groupsOf(tx, viewer);
  const sight = createHash('sha256')
    .update(JSON.stringify([viewer.sight, groups]))
    .digest()
    .subarray(0, 16);
  const given = cursorText === undefined ? null : readCursor(house, place, cursorText);
  const now = house.clock.now();
  const anew = async (wentBack: boolean): Promise<Following> => {
    const seq = await lastChange(tx, viewer);
    const at = await timeOf(tx, viewer, seq);
    const cursor = writeCursor(house, place, { seq, at, ...nowhere, made: now, arrived: true, sight });
    return { told: [], cursor, more: false, reset: true, wentBack };
  };
  // One that cannot be read may be from after a restored backup: the server then has other keys.
  if (given === null) return await anew(cursorText !== undefined);
  // Asked first: whoever sees otherwise by now, or was away for long, may be ahead as well.
  if (await isAhead(tx, viewer, given)) return await anew(true);
  if (!sight.subarray(0, sightBytes).equals(given.sight) || given.made < now - followed)
    return await anew(false);

  const told = new Map<number, Told>();
  let at: Cursor = { ...given, sight };
  let ended = false;
  let batches = 0;
  const enter = async (): Promise<boolean> => {
    const room = Math.max(perPage - told.size, 1);
    const from = await walkAt(tx, viewer, at);
    const { ids, walk } = from === null ? over : await stepBelow(tx, viewer, from, room);
    const items = await findItems(tx, viewer, ids);
    const back = await backInSight(tx, viewer, groups, items, at.seq);
    for (const item of items) put(told, item.id, back.has(item.id) ? away(item) : present(item));
    at =
      walk === null
        ? { ...at, ...nowhere }
        : { ...at, telling: walk.way.at(-1) ?? 0, after: walk.after, way: digestOfWay(walk.way) };
    return walk === null;
  };

  if (at.entering === 0 || (await enter())) {
    while (!ended && told.size < perPage && batches < mostBatches) {
      batches += 1;
      const changes = await changesAfter(tx, viewer, at.seq, batch);
      ended = changes.length < batch;
      const shown = new Map(
        (
          await findItems(
            tx,
            viewer,
            changes.map(({ id }) => id),
          )
        ).map((item) => [item.id, item]),
      );
      const then = await sightThen(tx, viewer, groups, changes);
      const back = await backInSight(tx, viewer, groups, [...shown.values()], at.seq);
      for (const change of changes) {
        const item = shown.get(change.id);
        const saw = then.before(change);
        const leaves = saw && (back.get(change.id) ?? 0) > change.seq;
        // One page says either that it is gone or that it is there.
        const isBack = item !== undefined && !leaves && told.get(item.id)?.kind === 'gone';
        if (told.size >= perPage || isBack) {
          ended = false;
          break;
        }
        at = { ...at, seq: change.seq, at: change.at };
        if (item !== undefined) put(told, item.id, leaves ? away(item) : present(item));
        else if (saw) {
          const { id, kind: document, deletes: deleted } = change;
          put(told, id, { kind: 'gone', id, document, deleted });
        }
        if (change.kind === 'file' || change.madeEmpty) continue;
        if (!saw && (item !== undefined || then.after(change))) at = { ...at, arrived: true };
        if (item === undefined || leaves || (saw && !at.arrived)) continue;
        at = { ...at, ...nowhere, entering: item.id };
        if (!(await enter())) {
          ended = false;
          break;
        }
      }
      if (at.entering !== 0) break;
    }
  }
  return {
    told: await deletedWith(tx, viewer, [...told.values()]),
    cursor: writeCursor(house, place, ended ? { ...at, made: now, arrived: false } : at),
    more: !ended,
    reset: false,
    wentBack: false,
  };
}

/**
 * Whether what the cursor was told last is not what is stored: a backup was restored since, and maybe gone on with. What
 * would be told from here on would leave out what is not there any more.
 */
async function isAhead(tx: Reader<Tables>, viewer: Viewer, { seq, at }: Cursor): Promise<boolean> {
  const stored = await timeOf(tx, viewer, seq);
  // Old ones are forgotten.
  return stored === 0 ? (await lastChange(tx, viewer)) < seq : stored !== at;
}

/** There is nothing to tell of a folder. */
const over = { ids: [], walk: null };

/**
 * Where the telling of a folder goes on. If the folder it stands in, or one above that, was taken elsewhere meanwhile, it
 * begins again: from there it would pass over what lies between. If the folder itself was deleted, it is over: what lies
 * in it bears no mark, and would be gone through for nothing.
 */
async function walkAt(
  tx: Reader<Tables>,
  { place }: Viewer,
  { entering, telling, after, way: before }: Cursor,
): Promise<Walk | null> {
  const path = telling === 0 ? null : await findPath(tx, place, telling);
  const top = path?.findIndex(({ id }) => id === entering) ?? -1;
  const way: Walk['way'] = [entering, ...(path ?? []).slice(top + 1).map(({ id }) => id)];
  if (top !== -1 && digestOfWay(way).equals(before)) return { way, after };
  return (await findPath(tx, place, entering)) === null ? null : { way: [entering], after: null };
}

const present = (item: ListedItem): Told => ({ kind: 'present', item });
const away = ({ id, kind }: ListedItem): Told => ({ kind: 'gone', id, document: kind, deleted: false });

/**
 * By which change folders that are in sight came back into it last, after having left it. Until they are told that, they
 * are gone for the viewer, with all that they knew in them: what was taken out of them unseen is never told.
 */
async function backInSight(
  tx: Reader<Tables>,
  viewer: Viewer,
  groups: readonly number[],
  items: readonly ListedItem[],
  seq: number,
): Promise<ReadonlyMap<number, number>> {
  // Nothing leaves an admin's sight that is there.
  if (viewer.sight === levels.Admin) return new Map();
  const folders = items.flatMap(({ id, kind }) => (kind === 'folder' ? [id] : []));
  const changes = await changesBehindGates(tx, viewer, folders, seq);
  const then = await sightThen(tx, viewer, groups, changes);
  return new Map(changes.flatMap((change) => (then.before(change) ? [] : [[change.id, change.seq]])));
}

/** What is told last of an item goes last. */
function put(told: Map<number, Told>, id: number, change: Told): void {
  told.delete(id);
  told.set(id, change);
}

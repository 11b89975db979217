import { createHash } from 'node:crypto';
import type { Reader } from '@gatehouse/database';
import type { House } from '../../house.ts';
import type { Tables } from '../../schema/tables.ts';
import { findItems, type ListedItem } from '../listing/index-store.ts';
import type { Viewer } from '../viewer.ts';
import { changesAfter, groupsOf, lastChange, nextBelow } from './change-store.ts';
import { type Cursor, readCursor, writeCursor } from './cursor.ts';
import { sightBefore } from './sight-then.ts';
import { followed } from './sweep-changes.ts';

export type Told =
  | { readonly kind: 'present'; readonly item: ListedItem }
  | { readonly kind: 'gone'; readonly id: number; readonly document: 'folder' | 'file' };

export interface Following {
  readonly told: readonly Told[];
  readonly cursor: string;
  readonly more: boolean;
  readonly reset: boolean;
}

/** Noted changes that are read at once. Most of them may be hidden: a page goes on until it has something to tell. */
const batch = 500;
const start = { depth: 0, id: 0 };

/**
 * What changed for one viewer since a cursor. Each item is told as it is now, so the same one may be told twice; a
 * folder that comes into sight brings all that is in it. A cursor of somebody who sees otherwise by now (by level, by
 * a permission, by a group), or one so old that changes after it are forgotten, is no use any more: that begins anew.
 * Its age alone decides: were it whether changes are missing, it would tell of those that are hidden.
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
  if (given === null || !sight.equals(given.sight) || given.made < now - followed) {
    const seq = await lastChange(tx, viewer);
    const cursor = writeCursor(house, place, { seq, entering: 0, after: start, made: now, sight });
    return { told: [], cursor, more: false, reset: true };
  }

  const told = new Map<number, Told>();
  let at: Cursor = given;
  let ended = false;
  const enter = async (): Promise<boolean> => {
    const room = Math.max(perPage - told.size, 1);
    const steps = await nextBelow(tx, viewer, at.entering, at.after, room);
    const items = await findItems(
      tx,
      viewer,
      steps.map(({ id }) => id),
    );
    for (const item of items) put(told, item.id, { kind: 'present', item });
    const last = steps.at(-1);
    const whole = steps.length < room || last === undefined;
    at = whole ? { ...at, entering: 0, after: start } : { ...at, after: last };
    return whole;
  };

  if (at.entering === 0 || (await enter())) {
    while (!ended && told.size < perPage) {
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
      const sawBefore = await sightBefore(tx, viewer, groups, changes);
      for (const change of changes) {
        if (told.size >= perPage) {
          ended = false;
          break;
        }
        at = { ...at, seq: change.seq };
        const item = shown.get(change.id);
        const saw = sawBefore(change);
        if (item !== undefined) put(told, item.id, { kind: 'present', item });
        else if (saw) put(told, change.id, { kind: 'gone', id: change.id, document: change.kind });
        if (item?.kind !== 'folder' || saw) continue;
        at = { ...at, entering: item.id };
        if (!(await enter())) {
          ended = false;
          break;
        }
      }
      if (at.entering !== 0) break;
    }
  }
  return {
    told: [...told.values()],
    cursor: writeCursor(house, place, ended ? { ...at, made: now } : at),
    more: !ended,
    reset: false,
  };
}

/** What is told last of an item goes last. */
function put(told: Map<number, Told>, id: number, change: Told): void {
  told.delete(id);
  told.set(id, change);
}

import { createHash } from 'node:crypto';
import { open, seal } from '@gatehouse/service';
import type { House } from '../../house.ts';
import type { Place } from '../../rest/rest-call.ts';
import type { Listed } from '../listing/walk-store.ts';

/** How far somebody has followed the changes of a place. */
export interface Cursor {
  /** The last change that was told whole. */
  readonly seq: number;
  /** When that one was noted; 0 where it is not there. Numbers are given anew after a restored backup. */
  readonly at: number;
  /** The folder whose content is being told since it came into sight; 0 for none. */
  readonly entering: number;
  /** The folder in it that is being told, and what was told last of that one; 0 and null where it is not begun. */
  readonly telling: number;
  readonly after: Listed | null;
  /** When all that had changed until then was told, in milliseconds: with age a cursor becomes useless. */
  readonly made: number;
  /** Something came into sight since then: what was moved out of it by now was not told with it. */
  readonly arrived: boolean;
  /** What the viewer was when the cursor was made, as a digest: of 16 bytes, of which so many are compared. */
  readonly sight: Uint8Array;
  /** The folders from the one whose content is being told to the one that is, as a digest; empty where none is. */
  readonly way: Uint8Array;
}

export const sightBytes = 12;
const wayBytes = 4;
const numbers = 6 * 8;
const bytes = numbers + sightBytes + wayBytes;

export function digestOfWay(ids: readonly number[]): Buffer {
  return createHash('sha256').update(ids.join('/')).digest().subarray(0, wayBytes);
}

/**
 * Sealed, and of one length: the number in it counts changes that its holder may know nothing of. A new one looks
 * different each time, whether anything happened or not.
 */
export function writeCursor(house: Pick<House, 'keys' | 'random'>, place: Place, cursor: Cursor): string {
  const plain = new Uint8Array(bytes);
  const view = new DataView(plain.buffer);
  const { seq, at, entering, telling, after, made, arrived } = cursor;
  const last = after === null ? 0 : after.kind === 'file' ? after.id : -after.id;
  // Half a millisecond more: to a server from before this it says nothing, and the cursor is as long as ever.
  const madeAs = Math.floor(made) + (arrived ? 0.5 : 0);
  [seq, entering, telling, last, madeAs, at].forEach((value, index) => {
    view.setFloat64(index * 8, value);
  });
  // Where no folder is being told all of the sight stands there, as servers from before this compare it.
  plain.set(cursor.sight.subarray(0, sightBytes + wayBytes), numbers);
  plain.set(cursor.way, numbers + sightBytes);
  return seal(house.keys, house.random, contextOf(place), plain);
}

/** Null for anything but a cursor made for this person in this place. */
export function readCursor({ keys }: Pick<House, 'keys'>, place: Place, text: string): Cursor | null {
  const plain = open(keys, contextOf(place), text);
  if (plain?.length !== bytes) return null;
  const view = new DataView(plain.buffer, plain.byteOffset, bytes);
  return {
    seq: view.getFloat64(0),
    entering: view.getFloat64(8),
    telling: view.getFloat64(16),
    after: listed(view.getFloat64(24)),
    made: Math.floor(view.getFloat64(32)),
    arrived: view.getFloat64(32) % 1 !== 0,
    at: view.getFloat64(40),
    sight: plain.subarray(numbers, numbers + sightBytes),
    way: plain.subarray(numbers + sightBytes),
  };
}

/** A folder is a number below zero. */
function listed(last: number): Listed | null {
  return last === 0 ? null : { kind: last < 0 ? 'folder' : 'file', id: Math.abs(last) };
}

function contextOf({ companyId, projectId, personId }: Place) {
  return {
    purpose: 'document-changes',
    associatedData: [String(companyId), String(projectId ?? 0), String(personId)] as [string, ...string[]],
  };
}

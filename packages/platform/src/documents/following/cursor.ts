import { open, seal } from '@gatehouse/service';
import type { House } from '../../house.ts';
import type { Place } from '../../rest/rest-call.ts';
import type { Depth } from './change-store.ts';

/** How far somebody has followed the changes of a place. */
export interface Cursor {
  /** The last change that was told whole. */
  readonly seq: number;
  /** The folder whose content is being told since it came into sight; 0 for none. */
  readonly entering: number;
  readonly after: Depth;
  /** When all that had changed until then was told, in milliseconds: with age a cursor becomes useless. */
  readonly made: number;
  /** What the viewer was when the cursor was made, as a digest of 16 bytes. */
  readonly sight: Uint8Array;
}

const sightBytes = 16;
const numbers = 5 * 8;
const bytes = numbers + sightBytes;

/**
 * Sealed, and of one length: the number in it counts changes that its holder may know nothing of. A new one looks
 * different each time, whether anything happened or not.
 */
export function writeCursor(house: Pick<House, 'keys' | 'random'>, place: Place, cursor: Cursor): string {
  const plain = new Uint8Array(bytes);
  const view = new DataView(plain.buffer);
  const { seq, entering, after, made } = cursor;
  [seq, entering, after.depth, after.id, made].forEach((value, index) => {
    view.setFloat64(index * 8, value);
  });
  plain.set(cursor.sight.subarray(0, sightBytes), numbers);
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
    after: { depth: view.getFloat64(16), id: view.getFloat64(24) },
    made: view.getFloat64(32),
    sight: plain.subarray(numbers),
  };
}

function contextOf({ companyId, projectId, personId }: Place) {
  return {
    purpose: 'document-changes',
    associatedData: [String(companyId), String(projectId ?? 0), String(personId)] as [string, ...string[]],
  };
}

import type { DeletedLately } from '../planning/deleted-lately.ts';
import type { Guard } from '../planning/guard.ts';
import { rootNid, type SyncedTree } from '../trees/synced-tree.ts';
import type { Draft, State } from './state.ts';

type Direction = Guard['direction'];

const minute = 60_000;
/** Deletes of so long are counted as one. With the hour this bounds what is remembered: seven rows a direction. */
const span = 10 * minute;
const hour = 60 * minute;

/** Notes what a step deletes, together with the step. What is older than an hour goes. */
export function noteDeleted(
  state: State,
  draft: Draft,
  direction: Direction,
  now: number,
  nids: readonly number[],
): void {
  const key = `${direction} ${Math.floor(now / span) * span}`;
  const row = new Map(state.notes('deleted').get(key));
  for (const nid of nids) {
    const folder = firstLevelOf(state.synced, nid);
    row.set(folder, (row.get(folder) ?? 0) + 1);
  }
  for (const each of state.notes('deleted').keys()) if (!isLately(each, now)) draft.note('deleted', each);
  draft.note('deleted', key, [...row]);
}

export function deletedLately(state: State, direction: Direction, now: number): DeletedLately {
  const inFolder = new Map<number, number>();
  let files = 0;
  for (const [key, row] of state.notes('deleted')) {
    if (!key.startsWith(`${direction} `) || !isLately(key, now)) continue;
    for (const [folder, count] of row) {
      inFolder.set(folder, (inFolder.get(folder) ?? 0) + count);
      files += count;
    }
  }
  return { files, inFolder };
}

/** While something waits for a person because of it, it is not forgotten. */
export function keepDeleted(state: State, direction: Direction, now: number): void {
  const key = `${direction} ${Math.floor(now / span) * span}`;
  const { files, inFolder } = deletedLately(state, direction, now);
  if (files === 0 || state.notes('deleted').has(key)) return;
  const draft = state.change();
  forgetDeleted(state, draft, direction);
  draft.note('deleted', key, [...inFolder]).commit();
}

/** A person has looked. */
export function forgetDeleted(state: State, draft: Draft, direction: Direction): void {
  for (const key of state.notes('deleted').keys())
    if (key.startsWith(`${direction} `)) draft.note('deleted', key);
}

/** Of a clock that was set back nothing is known. */
function isLately(key: string, now: number): boolean {
  const from = Number(key.slice(key.indexOf(' ') + 1));
  return from <= now && now - from < hour + span;
}

/** The folder of the first level that it lies in, or is; the root of what lies there itself. */
function firstLevelOf(synced: SyncedTree, nid: number): number {
  let top = rootNid;
  for (let at = synced.get(nid); at !== undefined && at.nid !== rootNid; at = synced.get(at.parent))
    top = at.nid;
  return top;
}

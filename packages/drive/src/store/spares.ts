import { likenessOfStamp } from '../executing/run.ts';
import type { Matching } from '../planning/matching.ts';
import type { LocalNode, LocalTree } from '../trees/local-tree.ts';
import type { State } from './state.ts';

/** By the file, whatever its name: a placeholder has the bytes of every other one of its item. */
const nameOf = ({ stamp }: LocalNode): string => likenessOfStamp(stamp);

/**
 * Placeholders that were seen to be copies, by a person, of one that the base knows. What their item becomes says
 * nothing of what they are for: they stay.
 */
export function sparesHere(state: State, local: LocalTree): ReadonlySet<number> {
  const found = new Set<number>();
  const notes = state.notes('spare');
  if (notes.size === 0) return found;
  for (const l of local.all()) if (l.stands !== undefined && notes.has(nameOf(l))) found.add(l.lid);
  return found;
}

/** Noted before anything is done about the item: afterwards one that Drive left behind would look the same. */
export function keepSpares(state: State, spares: readonly LocalNode[], match: Matching): void {
  const draft = state.change();
  for (const l of spares) {
    const own = match.local(state.synced.of(l.stands?.key ?? 0)?.nid ?? 0);
    // Moved while it was looked for, one file was seen in two places.
    const isItself = own !== undefined && nameOf(own) === nameOf(l);
    if (!isItself && !state.notes('spare').has(nameOf(l))) draft.note('spare', nameOf(l), true);
  }
  draft.commit();
}

export const isSpare = (state: State, likeness: string): boolean => state.notes('spare').has(likeness);

/** Those that are gone, or have become the placeholder of their item. */
export function dropSpares(state: State, local: LocalTree, match: Matching): void {
  const notes = state.notes('spare');
  if (notes.size === 0) return;
  const left = new Set<string>();
  for (const l of local.all())
    if (l.stands !== undefined && match.nid(l.lid) === undefined) left.add(nameOf(l));
  const draft = state.change();
  for (const name of notes.keys()) if (!left.has(name)) draft.note('spare', name);
  draft.commit();
}

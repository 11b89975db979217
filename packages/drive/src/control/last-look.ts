import type { Guard } from '../planning/guard.ts';
import type { State } from '../store/state.ts';
import type { MountState, Standing } from './control.ts';

/** What the last look came to, kept for whoever asks when nobody is looking. */
export interface LastLook {
  readonly state: MountState;
  /** Milliseconds of the clock; 0 before the first look. */
  readonly at: number;
  readonly guards: readonly Guard[];
  /** What it found in the folder alone, counted. */
  readonly here?: Standing['waits'];
}

/** The same news is written down again after this long: a look that changes nothing need not write. */
const stale = 600_000;

export function lastLook(known: State): LastLook {
  const kept = known.notes('meta').get('last');
  if (typeof kept !== 'string') return { state: 'never', at: 0, guards: [] };
  return JSON.parse(kept) as LastLook;
}

export function rememberLook(known: State, look: LastLook): void {
  const before = lastLook(known);
  const waits = ({ guards, here = {} }: LastLook) => JSON.stringify([guards.map(({ id }) => id), here]);
  const same = before.state === look.state && waits(before) === waits(look);
  if (same && look.at - before.at < stale) return;
  known.change().note('meta', 'last', JSON.stringify(look)).commit();
}

import type { State } from './state.ts';

const day = 86_400_000;

/** One that would last longer was noted by a clock that has been set back. */
export const isInForce = (until: number, now: number): boolean => until > now && until <= now + day;

/** What was refused is tried again when a day has passed. */
export const refusedUntil = (now: number): number => now + day;

export function dropRefusals(state: State, now: number): void {
  const draft = state.change();
  for (const [name, until] of state.notes('refused')) if (!isInForce(until, now)) draft.note('refused', name);
  draft.commit();
}

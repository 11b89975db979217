import fc from 'fast-check';
import type { Permit } from './oracle.ts';

const all = ['set permissions', 'delete', 'access private', 'move and copy'] as const;

/** Often none at all, as in life. */
export const drawnPermits = fc.array(fc.boolean(), { minLength: all.length, maxLength: all.length });

export function permitsFrom(drawn: readonly boolean[]): ReadonlySet<Permit> {
  return new Set(all.filter((_, index) => drawn[index] === true));
}

/** The element at an index that is known to be inside. */
export function at<T>(from: readonly T[], index: number): T {
  const found = from[index];
  if (found === undefined) throw new RangeError(`nothing at ${index} of ${from.length}`);
  return found;
}

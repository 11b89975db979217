import { formula, type Reason, type Term } from './decide.ts';
import type { Facts, Need } from './facts.ts';

export interface Explained {
  readonly term: Term;
  readonly holds: boolean;
  readonly reason: Reason | null;
}

/** Every term of the formula with its own answer, so that an admin sees all that is in the way, not only the first. */
export function explain(facts: Facts, need: Need): readonly Explained[] {
  return formula.map(([term, fails]) => {
    const reason = fails(facts, need);
    return { term, holds: reason === null, reason };
  });
}

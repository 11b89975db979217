import type { Requirement } from './requirement.ts';
import type { Target } from './target.ts';

export interface Outcome {
  readonly requirement: Requirement;
  /** Why the probe failed; undefined where it passed. */
  readonly failure?: string;
}

/** Runs every probe, one after the other: each has the server to itself. */
export async function runProbes(
  requirements: readonly Requirement[],
  target: Target,
  tell: (outcome: Outcome) => void = () => {},
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const requirement of requirements) {
    if (requirement.kind !== 'probed') continue;
    const outcome = { requirement, ...(await failureOf(requirement.probe, target)) };
    outcomes.push(outcome);
    tell(outcome);
  }
  return outcomes;
}

async function failureOf(
  probe: (target: Target) => Promise<void>,
  target: Target,
): Promise<{ failure?: string }> {
  try {
    await probe(target);
    return {};
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

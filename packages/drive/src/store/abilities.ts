import type { RemoteAbilities } from '../ports/remote.ts';
import type { Surroundings } from '../ports/surroundings.ts';
import type { Draft, State } from './state.ts';

/** A server that was upgraded is noticed within so long. */
const kept = 7 * 86_400_000;

interface Asked {
  readonly abilities: RemoteAbilities;
  readonly at: number;
}

/** What the server can do costs a call to find out, so it is kept, with the cursor of the feed that it has. */
export function keepAbilities(draft: Draft, abilities: RemoteAbilities, at: number): void {
  draft.note('meta', 'abilities', JSON.stringify({ abilities, at } satisfies Asked));
}

export function keptAbilities({
  state,
  surroundings,
}: {
  readonly state: State;
  readonly surroundings: Surroundings;
}): RemoteAbilities | undefined {
  const known = state.notes('meta').get('abilities');
  if (typeof known !== 'string') return undefined;
  const { abilities, at } = JSON.parse(known) as Asked;
  const age = surroundings.now() - at;
  return age >= 0 && age < kept ? abilities : undefined;
}

import type { Parts } from '../executing/run.ts';
import { subjectOfNew } from '../planning/operation.ts';
import { type Unanswered, unansweredOf } from '../planning/sent.ts';
import type { World } from '../planning/world.ts';
import type { RemoteProblemCode } from '../ports/remote-problem.ts';
import type { LocalTree } from '../trees/local-tree.ts';
import { deletedLately } from './deletes.ts';
import { isInForce } from './refusals.ts';
import { rememberedHere } from './remembered-privacy.ts';
import { sparesHere } from './spares.ts';
import type { State } from './state.ts';

/** All that a plan depends on, as it is known at this moment. */
export function worldNow({ state, disk, surroundings }: Parts, local: LocalTree, mark: string): World {
  const { synced, remote } = state;
  local.wasPrivate = rememberedHere(state, local);
  const now = surroundings.now();
  const refused = [...state.notes('refused')].filter(([, until]) => isInForce(until, now));
  return {
    synced,
    remote,
    local,
    profile: disk.profile,
    rules: numbered(state.notes('rule')),
    wants: numbered(state.notes('want')),
    held: numbered(state.notes('held')),
    refused: new Set(refused.map(([name]) => name)),
    approved: new Set(state.notes('approved').keys()),
    deleted: {
      'to-remote': deletedLately(state, 'to-remote', now),
      'to-local': deletedLately(state, 'to-local', now),
    },
    sent: new Set([...state.notes('op')].flatMap(([name, { verb }]) => (verb === 'upload' ? [name] : []))),
    unanswered: unanswered(state),
    spares: sparesHere(state, local),
    mark,
  };
}

const refusals: ReadonlySet<string> = new Set<RemoteProblemCode>([
  'forbidden',
  'name-taken',
  'changed',
  'rejected',
]);

/** Without those that were refused by now: they are repeated without end, and nothing is to wait for that. */
function unanswered(state: State): Unanswered[] {
  const found = [...state.notes('op').keys()].flatMap((note) => unansweredOf(note) ?? []);
  return found.filter(({ folder, name }) => {
    const problem = state.notes('problem').get(subjectOfNew(state.synced.of(folder)?.nid ?? 0, name));
    return problem === undefined || !refusals.has(problem.code);
  });
}

const numbered = <Note>(notes: ReadonlyMap<string, Note>) =>
  new Map([...notes].map(([key, note]) => [Number(key), note]));

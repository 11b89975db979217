import type { Outcome } from '../control/control.ts';
import { tell } from '../terminal/terminal.ts';
import { Failure } from './failure.ts';
import type { Call } from './verb.ts';

/** More of what came back is counted. */
const namedAtMost = 10;

/** Says how a mount stands, and fails where it needs a person. */
export function tellOutcome(
  call: Pick<Call, 'out' | 'err' | 'json' | 't'>,
  outcome: Outcome,
  first: readonly string[] = [],
): void {
  // A daemon that was started before the last update does not say what came back.
  const { folder, state, done, held, problems, unsure, undone = [] } = outcome;
  if (state === 'in-step' || state === 'working') {
    const inStep = state === 'in-step' && problems.length + unsure.length === 0;
    tell(call, outcome, [
      ...first,
      call.t(inStep ? 'done.sync' : 'done.sync-not-yet', { path: folder, done }),
      ...undone.slice(0, namedAtMost).map((path) => call.t('sync.undone', { path })),
      ...(undone.length > namedAtMost
        ? [call.t('sync.undone-more', { count: undone.length - namedAtMost })]
        : []),
      ...(held === 0 ? [] : [call.t('sync.held', { count: held })]),
    ]);
  }
  failUnlessWell(outcome);
}

/** What needs a person is a failure, with the code that tells which. */
export function failUnlessWell({ folder, state, guards, problems, unsure }: Outcome): void {
  if (state === 'needs-sign-in') throw new Failure(3, 'error.needs-sign-in');
  if (state === 'company-disconnected') throw new Failure(5, 'error.company-disconnected');
  if (state === 'no-access') throw new Failure(5, 'error.no-access');
  if (state === 'other-folder') throw new Failure(5, 'error.other-folder', { path: folder });
  if (state === 'went-back') throw new Failure(5, 'error.went-back', { path: folder });
  if (state === 'offline') throw new Failure(1, 'error.busy');
  const [guard] = guards;
  if (guard !== undefined) {
    const { id, files, before, direction } = guard;
    throw new Failure(4, `error.guarded-${before > 0 ? 'more-' : ''}${direction}`, { files, before, id });
  }
  if (problems.length > 0) throw new Failure(5, 'error.problems', { count: problems.length });
  if (unsure.length > 0) throw new Failure(5, 'error.unsure', { count: unsure.length });
}

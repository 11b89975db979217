import type { Outcome } from '../control/control.ts';
import { tell } from '../terminal/terminal.ts';
import { Failure } from './failure.ts';
import type { Call } from './verb.ts';

/** Says how a mount stands; what needs a person is a failure, with the code that tells which. */
export function tellOutcome(call: Pick<Call, 'out' | 'err' | 'json' | 't'>, outcome: Outcome): void {
  const { folder, state, done, held, problems, guards } = outcome;
  if (state === 'in-step' || state === 'working') {
    const inStep = state === 'in-step' && problems.length === 0;
    tell(call, outcome, [
      call.t(inStep ? 'done.sync' : 'done.sync-not-yet', { path: folder, done }),
      ...(held === 0 ? [] : [call.t('sync.held', { count: held })]),
    ]);
  }
  const failure = failureOf(outcome);
  if (failure !== undefined) throw failure;
  const [guard] = guards;
  if (guard !== undefined)
    throw new Failure(4, 'error.guarded', { files: guard.files, id: guard.id, direction: guard.direction });
  if (problems.length > 0) throw new Failure(5, 'error.problems', { count: problems.length });
}

function failureOf({ state, folder }: Outcome): Failure | undefined {
  if (state === 'needs-sign-in') return new Failure(3, 'error.needs-sign-in');
  if (state === 'company-disconnected') return new Failure(5, 'error.company-disconnected');
  if (state === 'no-access') return new Failure(5, 'error.forbidden');
  if (state === 'other-folder') return new Failure(5, 'error.other-folder', { path: folder });
  return state === 'offline' ? new Failure(1, 'error.busy') : undefined;
}

import type { Cycle, Engine } from '../engine.ts';
import type { Mount } from '../mounts/mount-list.ts';
import { tell } from '../terminal/terminal.ts';
import { Failure } from './failure.ts';
import type { Call } from './verb.ts';

/** What came of it: the last look, and all that was done on the way. */
export interface Settled extends Cycle {
  readonly cycles: number;
}

/** Cycles for as long as they bring something about. */
export async function settle(engine: Engine): Promise<Settled> {
  let done = 0;
  for (let cycles = 1; ; cycles += 1) {
    const cycle = await engine.cycle();
    done += cycle.done;
    if (cycle.state !== 'working' || cycle.done === 0) return { ...cycle, done, cycles };
  }
}

/** Says how a mount stands; what needs a person is a failure, with the code that tells which. */
export function tellCycle(
  call: Call,
  { folder }: Mount,
  { state, done, guards }: Settled,
  engine: Engine,
): void {
  const problems = [...engine.problems().values()];
  const held = engine.held().length;
  const value = {
    folder,
    state,
    done,
    held,
    problems: problems.map(({ code, text }) => ({ code, text })),
    guards,
  };
  if (state === 'in-step' || state === 'working')
    tell(call, value, [
      call.t('done.sync', { path: folder, done }),
      ...(held === 0 ? [] : [call.t('sync.held', { count: held })]),
      ...problems.map(({ text }) => text),
    ]);
  if (state === 'needs-sign-in') throw new Failure(3, 'error.needs-sign-in');
  if (state === 'company-disconnected') throw new Failure(5, 'error.company-disconnected');
  if (state === 'offline') throw new Failure(1, 'error.busy');
  const [guard] = guards;
  if (guard !== undefined)
    throw new Failure(4, 'error.guarded', { files: guard.files, id: guard.id, direction: guard.direction });
  if (problems.length > 0) throw new Failure(5, 'error.problems', { count: problems.length });
}

import { type ExitCode, Failure } from '../commands/failure.ts';
import { DiskProblem, type DiskProblemCode } from '../ports/disk-problem.ts';
import { RemoteProblem, type RemoteProblemCode } from '../ports/remote-problem.ts';

/** A failure on its way from one process to another, so that it ends there as it would have here. */
export type ToldFailure =
  | { kind: 'failure'; exit: ExitCode; key: Failure['key']; values: Failure['values'] }
  | { kind: 'remote'; code: RemoteProblemCode; message: string }
  | { kind: 'disk'; code: DiskProblemCode; message: string }
  | { kind: 'unexpected'; message: string };

export function toldFailure(error: unknown): ToldFailure {
  if (error instanceof Failure)
    return { kind: 'failure', exit: error.exit, key: error.key, values: error.values };
  if (error instanceof RemoteProblem) return { kind: 'remote', code: error.code, message: error.message };
  if (error instanceof DiskProblem) return { kind: 'disk', code: error.code, message: error.message };
  return { kind: 'unexpected', message: error instanceof Error ? error.message : String(error) };
}

export function failureTold(told: ToldFailure): Error {
  switch (told.kind) {
    case 'failure':
      return new Failure(told.exit, told.key, told.values);
    case 'remote':
      return new RemoteProblem(told.code, told.message);
    case 'disk':
      return new DiskProblem(told.code, told.message);
    case 'unexpected':
      return new Error(told.message);
  }
}

import type { DiskProblem } from '../ports/disk-problem.ts';
import { Failure } from './failure.ts';

/** What this machine refused, in words for its person. */
export function localFailure({ code, message }: DiskProblem, path: string): Failure {
  switch (code) {
    case 'full':
      return new Failure(5, 'error.local-full');
    case 'vanished':
      return new Failure(5, 'error.local-missing', { path });
    case 'taken':
      return new Failure(5, 'error.local-taken', { path });
    case 'denied':
      return new Failure(5, 'error.local-denied', { path });
    default:
      return new Failure(5, 'error.local-failed', { path, why: message });
  }
}

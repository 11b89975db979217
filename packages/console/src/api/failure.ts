import { ApiError, RateLimited } from '@gatehouse/client';
import { ProofDeclined } from '../step-up/proof-request.ts';

export type FailureKey =
  | 'failure.offline'
  | 'failure.busy'
  | 'failure.forbidden'
  | 'failure.server'
  | 'failure.unproven'
  | 'failure.page';

/** What can be said to a person about an error, and the name of the call in the server's log if it got there. */
export function failureOf(error: unknown): { key: FailureKey; requestId?: string | undefined } {
  if (error instanceof RateLimited) return { key: 'failure.busy', requestId: error.requestId };
  if (error instanceof ApiError) {
    const key = error.status === 403 ? 'failure.forbidden' : 'failure.server';
    return { key, requestId: error.requestId };
  }
  if (error instanceof ProofDeclined) return { key: 'failure.unproven' };
  // What fetch throws when nothing answers.
  if (error instanceof TypeError) return { key: 'failure.offline' };
  return { key: 'failure.page' };
}

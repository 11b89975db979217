import {
  AnswerLost,
  AnswerTooLong,
  ApiError,
  NotConnected,
  RateLimited,
  SignInNeeded,
} from '@gatehouse/client';
import { RemoteProblem, type RemoteProblemCode } from '../ports/remote-problem.ts';

/** Runs a call and tells its failure by what it means. Of a write nobody may say that it has not happened. */
export async function told<Answer>(effect: 'read' | 'write', call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    throw problemOf(error, effect);
  }
}

export function problemOf(error: unknown, effect: 'read' | 'write'): unknown {
  if (error instanceof RemoteProblem) return error;
  const code = codeOf(error, effect);
  if (code === undefined) return error;
  return new RemoteProblem(code, wordsOf(error), { cause: error });
}

function wordsOf(error: unknown): string {
  if (error instanceof AnswerTooLong) return error.message;
  return error instanceof ApiError ? error.errors.join('; ') : '';
}

function codeOf(error: unknown, effect: 'read' | 'write'): RemoteProblemCode | undefined {
  if (error instanceof SignInNeeded) return 'needs-sign-in';
  if (error instanceof NotConnected) return 'company-disconnected';
  if (error instanceof RateLimited) return 'busy';
  if (error instanceof ApiError) return codeOfStatus(error, effect);
  if (error instanceof AnswerLost) return 'busy';
  // Nothing is known of what it says: it is asked again later.
  if (error instanceof AnswerTooLong) return effect === 'read' ? 'busy' : 'unknown';
  if (isTransportFailure(error)) return effect === 'read' || neverSent(error) ? 'busy' : 'unknown';
  return undefined;
}

function codeOfStatus({ status, errors }: ApiError, effect: 'read' | 'write'): RemoteProblemCode {
  if (status === 401) return 'needs-sign-in';
  if (status === 403) return 'forbidden';
  if (status === 404 || status === 410) return 'missing';
  if (status === 409 || status === 412 || status === 416) return 'changed';
  if (status >= 500) return effect === 'read' || status === 507 ? 'busy' : 'unknown';
  return errors.some((text) => /^name .*(?:taken|exists)/i.test(text)) ? 'name-taken' : 'rejected';
}

/** fetch tells every failure on the way as a TypeError with a cause; a broken stream as an AbortError or terminated. */
function isTransportFailure(error: unknown): error is Error {
  return (
    error instanceof Error &&
    (error.name === 'TimeoutError' || (error instanceof TypeError && error.cause !== undefined))
  );
}

/** No connection was made, so the server cannot have acted. */
function neverSent({ cause }: Error): boolean {
  const code = (cause as { code?: unknown } | undefined)?.code;
  return (
    typeof code === 'string' && ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH'].includes(code)
  );
}

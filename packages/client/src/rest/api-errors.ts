import type { NOT_CONNECTED } from '@gatehouse/wire';
import { readJson } from './read-json.ts';

const notConnected: typeof NOT_CONNECTED = 'App is not connected to this company.';

/** No refusal has so much to say. */
const longestRefusal = 2 ** 20;

/** The API refused a call. */
export class ApiError extends Error {
  override readonly name: string = 'ApiError';
  readonly status: number;
  /** The server's messages; those about a field are prefixed with its name. */
  readonly errors: readonly string[];
  /** Names the call in the server's log. */
  readonly requestId: string | undefined;

  constructor(status: number, errors: readonly string[], requestId: string | undefined) {
    super(`${status}: ${errors.join('; ') || 'no message'}${requestId ? ` (request ${requestId})` : ''}`);
    this.status = status;
    this.errors = errors;
    this.requestId = requestId;
  }
}

/** 403, because this company has not installed the app or has disconnected it. Only an admin of it can help. */
export class NotConnected extends ApiError {
  override readonly name = 'NotConnected';
}

/** The limit was still exceeded after the permitted waiting. */
export class RateLimited extends ApiError {
  override readonly name = 'RateLimited';
  /** How long the server asked to wait, in milliseconds, if it said so. */
  readonly waitMs: number | undefined;

  constructor(
    status: number,
    errors: readonly string[],
    requestId: string | undefined,
    waitMs: number | undefined,
  ) {
    super(status, errors, requestId);
    this.waitMs = waitMs;
  }
}

/** Reads a refusal into the error that stands for it. `waitMs` only for 429 and 503. */
export async function errorOf(response: Response, waitMs?: number): Promise<ApiError> {
  const errors = messagesIn(await readJson(response, longestRefusal).catch(() => undefined));
  const requestId = response.headers.get('x-request-id') ?? undefined;
  const { status } = response;
  if (status === 429 || status === 503) return new RateLimited(status, errors, requestId, waitMs);
  // Older texts leave out the full stop.
  const disconnected = errors.some((text) => text === notConnected || `${text}.` === notConnected);
  if (status === 403 && disconnected) return new NotConnected(status, errors, requestId);
  return new ApiError(status, errors, requestId);
}

/** The refusal of one thing among several that were asked for together. */
export function errorWithin(status: number, body: unknown): ApiError {
  const errors = messagesIn(body);
  return status === 503
    ? new RateLimited(status, errors, undefined, undefined)
    : new ApiError(status, errors, undefined);
}

/** The messages of a body in any of the shapes that the wire knows. */
export function messagesIn(body: unknown): string[] {
  if (typeof body !== 'object' || body === null) return [];
  const { errors, message, error, error_description } = body as Record<string, unknown>;
  if (errors !== undefined) return textsOf(errors);
  for (const text of [message, error_description, error]) if (typeof text === 'string') return [text];
  return messagesIn(error);
}

function textsOf(errors: unknown): string[] {
  if (typeof errors === 'string') return [errors];
  if (Array.isArray(errors)) return errors.filter((text) => typeof text === 'string');
  if (typeof errors !== 'object' || errors === null) return [];
  return Object.entries(errors).flatMap(([field, texts]) =>
    textsOf(texts).map((text) => (field === 'base' ? text : `${field} ${text}`)),
  );
}

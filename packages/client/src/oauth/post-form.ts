import { AnswerTooLong, readJson } from '../rest/read-json.ts';
import { secureUrl } from '../secure-url.ts';
import type { Surroundings } from '../surroundings.ts';
import { AnswerLost, OAuthFailure } from './oauth-errors.ts';

export type ClientCredentials = { clientId: string; clientSecret?: string };

/** How long an OAuth request may take. One that hangs would hold up every caller that waits for its token. */
const PATIENCE_MS = 10_000;

/** Tokens and metadata are a few KiB; a server that says more without end would fill the memory. */
const LONGEST_ANSWER = 1_048_576;

/** The JSON of the answer to an OAuth request. Throws AnswerTooLong, or SyntaxError where it is none. */
export const readAnswer = (response: Response): Promise<unknown> => readJson(response, LONGEST_ANSWER);

/** Ends a request that takes too long, and the reading of its answer. */
export const patience = (): AbortSignal => AbortSignal.timeout(PATIENCE_MS);

/**
 * Posts a form to an OAuth endpoint with the client's credentials in the body (RFC 6749 §2.3.1) and returns the
 * JSON answer. Throws OAuthFailure when the server refuses, AnswerLost when nobody knows what happened.
 */
export async function postForm(
  endpoint: string,
  form: Record<string, string>,
  client: ClientCredentials,
  world: Pick<Surroundings, 'fetch'>,
): Promise<Record<string, unknown>> {
  const body = new URLSearchParams(form);
  body.set('client_id', client.clientId);
  if (client.clientSecret !== undefined) body.set('client_secret', client.clientSecret);
  return answerOf(() =>
    world.fetch(secureUrl(endpoint), {
      method: 'POST',
      headers: { accept: 'application/json' },
      body,
      // A redirect would carry the secret to a place nobody configured.
      redirect: 'error',
      signal: patience(),
    }),
  );
}

/** Reads the JSON answer to an OAuth request; see `postForm` for what it throws. */
export async function answerOf(send: () => Promise<Response>): Promise<Record<string, unknown>> {
  const { status, body } = await exchange(send);
  if (status >= 200 && status < 300 && body) return body;
  if (status < 500 && typeof body?.error === 'string') {
    const description = body.error_description;
    throw new OAuthFailure(status, body.error, typeof description === 'string' ? description : undefined);
  }
  if (status < 500 && status >= 400) throw new OAuthFailure(status, 'invalid_response', `Status ${status}.`);
  throw new AnswerLost(`The server answered with status ${status} and nothing to go by.`);
}

async function exchange(send: () => Promise<Response>) {
  try {
    const response = await send();
    return { status: response.status, body: await objectIn(response) };
  } catch (cause) {
    const why =
      cause instanceof AnswerTooLong
        ? `The server answered with ${cause.message}.`
        : 'The connection failed before an answer was complete.';
    throw new AnswerLost(why, { cause });
  }
}

async function objectIn(response: Response): Promise<Record<string, unknown> | undefined> {
  try {
    const value = await readAnswer(response);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

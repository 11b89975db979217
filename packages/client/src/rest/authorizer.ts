import type { TokenSource } from '../oauth/token-source.ts';

/** What makes a call the caller's own. */
export interface Authorizer {
  /** Headers for the next call. */
  authorize(): Promise<Record<string, string>>;
  /** Headers for one more try after a 401 for these; undefined when there is nothing better to offer. */
  reauthorize(refused: Record<string, string>): Promise<Record<string, string> | undefined>;
}

/** Calls by bearer token (RFC 6750 §2.1). */
export function bearer(tokens: TokenSource): Authorizer {
  const headers = (token: string) => ({ authorization: `Bearer ${token}` });
  return {
    authorize: async () => headers(await tokens.accessToken()),
    reauthorize: async (refused) =>
      headers(await tokens.renew(refused.authorization?.slice('Bearer '.length) ?? '')),
  };
}

/** Calls from a page of the server itself, by its session cookie; the header is what a foreign page cannot know. */
export function browserSession(csrfToken: () => string): Authorizer {
  return {
    authorize: async () => ({ 'x-csrf-token': csrfToken() }),
    reauthorize: async () => undefined,
  };
}

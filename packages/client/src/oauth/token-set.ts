import type { TokenResponse } from '@gatehouse/wire';
import { AnswerLost } from './oauth-errors.ts';

/** Tokens as the client keeps them: plain JSON, times in milliseconds of the client's own clock. */
export type TokenSet = {
  accessToken: string;
  /** Absent for client credentials. */
  refreshToken?: string;
  obtainedAt: number;
  expiresAt: number;
};

/**
 * Reads a token response (RFC 6749 §5.1). Expiry counts from `sentAt`, when the request left: the server's clock
 * may differ from ours, and its `created_at` cannot be earlier than that.
 */
export function tokenSetOf(
  answer: Partial<Record<keyof TokenResponse, unknown>>,
  sentAt: number,
  previousRefreshToken?: string,
): TokenSet {
  const { access_token, expires_in, refresh_token } = answer;
  if (typeof access_token !== 'string' || typeof expires_in !== 'number' || !(expires_in > 0)) {
    throw new AnswerLost('The token response lacks access_token or expires_in.');
  }
  // RFC 6749 §6: a server that sends no new refresh token means the old one to stay.
  const refreshToken = typeof refresh_token === 'string' ? refresh_token : previousRefreshToken;
  return {
    accessToken: access_token,
    ...(refreshToken !== undefined && { refreshToken }),
    obtainedAt: sentAt,
    expiresAt: sentAt + expires_in * 1000,
  };
}

/** True until `ahead` milliseconds before expiry, or half the lifetime where that is shorter. */
export function isFresh(tokens: TokenSet, now: number, ahead: number): boolean {
  return now < tokens.expiresAt - Math.min(ahead, (tokens.expiresAt - tokens.obtainedAt) / 2);
}

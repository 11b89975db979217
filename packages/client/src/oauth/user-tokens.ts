import type { Clock } from '../surroundings.ts';
import { AnswerLost, OAuthFailure, SignInNeeded } from './oauth-errors.ts';
import { singleFlight } from './single-flight.ts';
import { isFresh, type TokenSet } from './token-set.ts';
import type { TokenSource } from './token-source.ts';

export type UserTokensOptions = {
  /** What was obtained at sign-in, or saved last. */
  tokens: TokenSet;
  /** Exchanges a refresh token for a new pair: `OAuthClient.refresh`. */
  refresh: (refreshToken: string) => Promise<TokenSet>;
  /** Writes a new pair where it survives a crash. No new access token is handed out before this resolves. */
  save: (tokens: TokenSet) => Promise<void>;
  clock: Clock;
  /** Renew this long before expiry, so that no token dies on its way. Milliseconds. */
  renewAheadMs: number;
};

/** A person's tokens, kept fresh: one refresh however many ask, and saved before use. */
export class UserTokens implements TokenSource {
  readonly #options: UserTokensOptions;
  readonly #replaceOnce = singleFlight(() => this.#replace());
  #current: TokenSet;
  /** Obtained but not yet saved. The token that bought it is spent, so it must not be dropped when saving fails. */
  #unsaved: TokenSet | undefined;
  #ended: SignInNeeded | undefined;

  constructor(options: UserTokensOptions) {
    this.#options = options;
    this.#current = options.tokens;
  }

  /** Throws SignInNeeded when the authorization is over, AnswerLost when the server cannot be reached. */
  async accessToken(): Promise<string> {
    const { clock, renewAheadMs } = this.#options;
    if (!this.#unsaved && isFresh(this.#current, clock.now(), renewAheadMs)) return this.#current.accessToken;
    try {
      return await this.#replaceOnce();
    } catch (error) {
      // Ahead of expiry an unreachable server is no reason to stop working.
      if (error instanceof AnswerLost && clock.now() < this.#current.expiresAt)
        return this.#current.accessToken;
      throw error;
    }
  }

  async renew(refused: string): Promise<string> {
    // Someone else has already replaced the token that this caller saw refused.
    if (refused !== this.#current.accessToken) return this.accessToken();
    return this.#replaceOnce();
  }

  async #replace(): Promise<string> {
    if (this.#ended) throw this.#ended;
    this.#unsaved ??= await this.#refresh();
    await this.#options.save(this.#unsaved);
    this.#current = this.#unsaved;
    this.#unsaved = undefined;
    return this.#current.accessToken;
  }

  async #refresh(): Promise<TokenSet> {
    const { refreshToken } = this.#current;
    if (refreshToken === undefined) throw this.#end(new SignInNeeded('There is no refresh token.'));
    try {
      return await this.#options.refresh(refreshToken);
    } catch (error) {
      if (!(error instanceof OAuthFailure) || error.error !== 'invalid_grant') throw error;
      throw this.#end(new SignInNeeded('The refresh token is no longer valid.', { cause: error }));
    }
  }

  /** Remembered, so that a dead token is not presented again and again. */
  #end(reason: SignInNeeded): SignInNeeded {
    this.#ended = reason;
    return reason;
  }
}

import type { Clock } from '../surroundings.ts';
import { singleFlight } from './single-flight.ts';
import { isFresh, type TokenSet } from './token-set.ts';
import type { TokenSource } from './token-source.ts';

export type ServiceTokensOptions = {
  /** Asks for a token by client credentials: `OAuthClient.clientCredentials`. */
  obtain: () => Promise<TokenSet>;
  clock: Clock;
  /** Renew this long before expiry, so that no token dies on its way. Milliseconds. */
  renewAheadMs: number;
};

/** A service account's tokens: one request however many ask, and the answer kept until shortly before expiry. */
export class ServiceTokens implements TokenSource {
  readonly #options: ServiceTokensOptions;
  readonly #replaceOnce = singleFlight(() => this.#replace());
  #current: TokenSet | undefined;

  constructor(options: ServiceTokensOptions) {
    this.#options = options;
  }

  async accessToken(): Promise<string> {
    const { clock, renewAheadMs } = this.#options;
    if (this.#current && isFresh(this.#current, clock.now(), renewAheadMs)) return this.#current.accessToken;
    return this.#replaceOnce();
  }

  async renew(refused: string): Promise<string> {
    if (refused !== this.#current?.accessToken) return this.accessToken();
    return this.#replaceOnce();
  }

  async #replace(): Promise<string> {
    this.#current = await this.#options.obtain();
    return this.#current.accessToken;
  }
}

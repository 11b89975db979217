import type { AuthorizationServerMetadata, IntrospectionResponse, TokenInfo } from '@gatehouse/wire';
import { secureUrl } from '../secure-url.ts';
import { type Surroundings, surroundings } from '../surroundings.ts';
import {
  type AuthorizationStart,
  type PendingAuthorization,
  startAuthorization,
} from './authorization-url.ts';
import { codeOf } from './callback.ts';
import { discover } from './discovery.ts';
import { DiscoveryFailed } from './oauth-errors.ts';
import { answerOf, type ClientCredentials, postForm } from './post-form.ts';
import { refreshInGrace } from './refresh-in-grace.ts';
import { ServiceTokens } from './service-tokens.ts';
import { type TokenSet, tokenSetOf } from './token-set.ts';
import { UserTokens } from './user-tokens.ts';

export type OAuthClientOptions = Partial<Surroundings> & {
  /** The server's issuer, exactly as it calls itself. */
  issuer: string;
  clientId: string;
  /** Absent for public clients, which rely on PKCE alone. */
  clientSecret?: string;
  /** The server's grace for a repeated refresh, in milliseconds. Default 2000. */
  refreshGraceMs?: number;
  /** How long before expiry tokens are renewed, in milliseconds. Default 60 000, at most half a lifetime. */
  renewAheadMs?: number;
};

/** One app at one authorization server. */
export class OAuthClient {
  readonly #issuer: string;
  readonly #client: ClientCredentials;
  readonly #refreshGraceMs: number;
  readonly #renewAheadMs: number;
  readonly #world: Surroundings;
  #metadata: Promise<AuthorizationServerMetadata> | undefined;

  constructor(options: OAuthClientOptions) {
    const { issuer, clientId, clientSecret, refreshGraceMs, renewAheadMs, ...given } = options;
    secureUrl(issuer);
    this.#issuer = issuer;
    this.#client = clientSecret === undefined ? { clientId } : { clientId, clientSecret };
    this.#refreshGraceMs = refreshGraceMs ?? 2000;
    this.#renewAheadMs = renewAheadMs ?? 60_000;
    this.#world = surroundings(given);
  }

  /** The server's metadata (RFC 8414), fetched once. A failure is not remembered. */
  metadata(): Promise<AuthorizationServerMetadata> {
    this.#metadata ??= discover(this.#issuer, this.#world).catch((error) => {
      this.#metadata = undefined;
      throw error;
    });
    return this.#metadata;
  }

  /** Where to send the person, and what to remember until they return. */
  async startAuthorization(redirectUri: string): Promise<AuthorizationStart> {
    return startAuthorization(await this.metadata(), this.#client.clientId, redirectUri, this.#world.random);
  }

  /** Checks the redirect back and exchanges its code (RFC 6749 §4.1.3). Throws CallbackRefused or OAuthFailure. */
  async finishAuthorization(callbackUrl: string, pending: PendingAuthorization): Promise<TokenSet> {
    const code = codeOf(callbackUrl, pending, await this.metadata());
    return this.exchangeCode(code, pending);
  }

  /** Exchanges a code that reached us another way, out of band for one. */
  exchangeCode(code: string, pending: Pick<PendingAuthorization, 'redirectUri' | 'codeVerifier'>) {
    return this.#token({
      grant_type: 'authorization_code',
      code,
      redirect_uri: pending.redirectUri,
      code_verifier: pending.codeVerifier,
    });
  }

  /** A new pair for a refresh token (RFC 6749 §6). A lost answer is asked for again within the server's grace. */
  refresh(refreshToken: string): Promise<TokenSet> {
    const form = { grant_type: 'refresh_token', refresh_token: refreshToken };
    return refreshInGrace(() => this.#token(form, refreshToken), this.#refreshGraceMs, this.#world);
  }

  /** An access token of the app's own (RFC 6749 §4.4). `serviceTokens` keeps it while it lasts. */
  clientCredentials(): Promise<TokenSet> {
    return this.#token({ grant_type: 'client_credentials' });
  }

  /** A person's tokens, kept fresh and saved before use. */
  userTokens(tokens: TokenSet, save: (tokens: TokenSet) => Promise<void>): UserTokens {
    return new UserTokens({ tokens, save, refresh: (token) => this.refresh(token), ...this.#timing() });
  }

  /** A service account's tokens, kept until shortly before expiry. */
  serviceTokens(): ServiceTokens {
    return new ServiceTokens({ obtain: () => this.clientCredentials(), ...this.#timing() });
  }

  /** Ends an authorization by either of its tokens (RFC 7009). Succeeds for a token that is already dead. */
  async revoke(token: string): Promise<void> {
    await postForm(await this.#endpoint('revocation_endpoint'), { token }, this.#client, this.#world);
  }

  /** What the server knows about a token (RFC 7662). */
  async introspect(token: string): Promise<IntrospectionResponse> {
    const endpoint = await this.#endpoint('introspection_endpoint');
    const answer = await postForm(endpoint, { token }, this.#client, this.#world);
    return { ...answer, active: answer.active === true };
  }

  /** Whose access token this is, and how long it still lasts: GET /oauth/token/info. */
  async tokenInfo(accessToken: string): Promise<TokenInfo> {
    const url = secureUrl(`${(await this.metadata()).token_endpoint.replace(/\/$/, '')}/info`);
    const headers = { accept: 'application/json', authorization: `Bearer ${accessToken}` };
    return (await answerOf(() => this.#world.fetch(url, { headers, redirect: 'error' }))) as TokenInfo;
  }

  #timing() {
    return { clock: this.#world.clock, renewAheadMs: this.#renewAheadMs };
  }

  async #token(form: Record<string, string>, previousRefreshToken?: string): Promise<TokenSet> {
    const { token_endpoint } = await this.metadata();
    const sentAt = this.#world.clock.now();
    const answer = await postForm(token_endpoint, form, this.#client, this.#world);
    return tokenSetOf(answer, sentAt, previousRefreshToken);
  }

  async #endpoint(name: 'revocation_endpoint' | 'introspection_endpoint'): Promise<string> {
    const endpoint = (await this.metadata())[name];
    if (endpoint === undefined) throw new DiscoveryFailed(`${this.#issuer} offers no ${name}.`);
    return endpoint;
  }
}

import type { RegisteredClient } from '../apps/client-store.ts';
import { outOfBand, redirectUriMatches } from '../apps/redirect-uri.ts';
import type { OAuthError } from './oauth-error.ts';

/**
 * A redirect URI that was found registered for its client. There is no other way to get one, and a browser is sent
 * to an app through one only: what is not proven can never become an open redirect (RFC 9700 section 4.11).
 */
export class ProvenRedirect {
  readonly uri: string;
  /** As the request named it; null where it named none. */
  readonly sent: string | null;
  readonly #issuer: string;

  private constructor(uri: string, sent: string | null, issuer: string) {
    this.uri = uri;
    this.sent = sent;
    this.#issuer = issuer;
  }

  /** Without a URI in the request there must be exactly one registered (RFC 6749 section 3.1.2.3). */
  static prove(client: RegisteredClient, sent: string | null, issuer: string): ProvenRedirect | undefined {
    const [only, ...others] = client.redirectUris;
    if (sent === null) {
      return only === undefined || others.length > 0 ? undefined : new ProvenRedirect(only, null, issuer);
    }
    const registered = client.redirectUris.some((uri) => redirectUriMatches(uri, sent));
    return registered ? new ProvenRedirect(sent, sent, issuer) : undefined;
  }

  /** The code is shown on a page of ours; there is no app to go back to. */
  get isOutOfBand(): boolean {
    return this.uri === outOfBand;
  }

  /** Where the browser goes with a code; out of band, to a page of ours (wire reference A.2). */
  withCode(code: string, state: string | null): string {
    return this.isOutOfBand ? `/oauth/authorize/${code}` : this.#with({ code, state });
  }

  withError(error: OAuthError, state: string | null): string {
    return this.#with({ error: error.code, error_description: error.description, state });
  }

  /** Every answer names its issuer, so that a client of several servers cannot be confused (RFC 9207). */
  #with(parameters: Readonly<Record<string, string | null>>): string {
    const query = Object.entries({ ...parameters, iss: this.#issuer }).flatMap(([name, value]) =>
      value === null ? [] : [`${name}=${encodeURIComponent(value)}`],
    );
    // The registered text stays as it is: parsing and printing a URI may change it.
    return `${this.uri}${this.uri.includes('?') ? '&' : '?'}${query.join('&')}`;
  }
}

/** A client by its id and secret, both sent in the body (RFC 6749 section 2.3.1). */
export interface ClientCredentials {
  readonly id: string;
  readonly secret: string;
}

/** All that the generator needs to know of a system; of the same kind for every system, so that all are asked alike. */
export interface Grounds {
  readonly url: string;
  readonly client: ClientCredentials;
  /** Of a person, issued to `client`, alive for the whole run. */
  readonly accessToken: string;
  /** One for each connection, since every connection walks a chain of its own, and one more. */
  readonly refreshTokens: readonly string[];
  readonly paths: { readonly token: string; readonly introspection: string; readonly listing: string };
  /** What the listing needs beside the bearer token. */
  readonly listingHeaders: Readonly<Record<string, string>>;
  /** How a token is asked about: RFC 7662, or by using it where a library has no introspection. */
  readonly introspectionBy: 'form' | 'bearer';
}

/** A system under measurement, running in a process of its own. */
export interface System extends Grounds {
  /** `earlier` is Gatehouse of another commit. */
  readonly name: SystemName | 'earlier';
  readonly pid: number;
  stop(): Promise<void>;
}

export const systemNames = ['gatehouse', 'oidc-provider', 'node-oauth', 'bare-http'] as const;

export type SystemName = (typeof systemNames)[number];

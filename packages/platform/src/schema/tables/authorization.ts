/** A person's Allow for a client. At most one is alive for each pair. */
export interface GrantRow {
  id: string;
  person_id: number;
  client_id: string;
  created_at: number;
  last_used_at: number | null;
  last_used_from: string | null;
  revoked_at: number | null;
  revoked_reason: string | null;
}

export interface AuthorizationCodeRow {
  id: string;
  code_hash: string;
  grant_id: string;
  client_id: string;
  redirect_uri: string;
  /** Null only where the request named none because the client has a single registered URI. */
  redirect_uri_sent: string | null;
  code_challenge: string | null;
  created_at: number;
  expires_at: number;
  redeemed_at: number | null;
  /** Counts wrong verifiers shown by the rightful client (RFC 9700 section 4.5). */
  wrong_verifiers: number;
  family_id: string | null;
}

/** One authorization's chain of refresh tokens. One row, however often it is refreshed. */
export interface TokenFamilyRow {
  id: string;
  grant_id: string;
  client_id: string;
  generation: number;
  refresh_hash: string;
  previous_hash: string | null;
  rotated_at: number;
  /** When this generation's answer was first repeated; one audit row tells of it, however often it happens. */
  repeated_at: number | null;
  /** The pair of this generation, sealed under a key made from the refresh token that bought it. */
  successor_sealed: string | null;
  created_at: number;
  revoked_at: number | null;
  revoked_reason: string | null;
}

/** Single access tokens revoked before they expire; a row is useless after `expires_at`. */
export interface RevokedTokenRow {
  token_id: string;
  revoked_at: number;
  expires_at: number;
}

export interface SigningKeyRow {
  kid: string;
  algorithm: 'ES256';
  public_jwk: string;
  private_sealed: string;
  created_at: number;
  signs_from: number;
  published_until: number | null;
}

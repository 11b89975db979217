import type { SigningAlgorithm } from '@gatehouse/wire';

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

/** A company that the person of a grant was asked about. One without a row was not asked about, and is reached. */
export interface GrantCompanyRow {
  company_id: number;
  grant_id: string;
  asked_at: number;
  /** Since when the person keeps the app out of this company; null lets it in. */
  left_out_at: number | null;
}

/** An Allow that need not be asked for again, while what the person was shown is still all there is. */
export interface RememberedConsentRow {
  grant_id: string;
  redirect_host: string;
  /** The outside API that was asked for (RFC 8707); empty for our own. */
  resource: string;
  /** Every scope that was allowed on the way to this host. */
  scope: string;
  /** JSON: what the page said of the app. */
  shown: string;
  decided_at: number;
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
  /** Thumbprint of the key that alone may redeem it (RFC 9449 section 10). */
  dpop_jkt: string | null;
  /** The scope where it holds `openid`; any other scope means nothing here. */
  scope: string | null;
  nonce: string | null;
  /** When the person had signed in, for `auth_time`. */
  signed_in_at: number | null;
  /** How, for `amr`; null where an earlier version wrote it. */
  methods: string | null;
  /** The outside API its tokens are for (RFC 8707); null is our own. */
  resource: string | null;
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
  /** Thumbprint of the key that a refresh must prove (RFC 9449 section 5); null for bearer tokens. */
  dpop_jkt: string | null;
  scope: string | null;
  resource: string | null;
  created_at: number;
  /** When it ends by itself: with its access token, where its client got no refresh token. Null where it may go on. */
  ends_at: number | null;
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
  algorithm: SigningAlgorithm;
  public_jwk: string;
  private_sealed: string;
  created_at: number;
  signs_from: number;
  published_until: number | null;
}

/** A DPoP proof that was used; on every node it never is again (RFC 9449 section 11.1). */
export interface UsedProofRow {
  /** SHA-256 of the key's thumbprint and the `jti`. */
  proof_hash: string;
  expires_at: number;
}

/** An authorization request that its client left here before it sent the browser (RFC 9126). */
export interface PushedRequestRow {
  id: string;
  reference_hash: string;
  client_id: string;
  /** JSON object of its parameters. */
  parameters: string;
  created_at: number;
  expires_at: number;
  /** The first time a browser brought it; a person who has to sign in first gets longer, once. */
  opened_at: number | null;
  used_at: number | null;
}

/** A device that waits for a person's decision (RFC 8628). */
export interface DeviceRequestRow {
  id: string;
  device_code_hash: string;
  user_code_hash: string;
  client_id: string;
  scope: string | null;
  resource: string | null;
  /** Where it was asked for from, which the person is shown. */
  address: string;
  user_agent: string | null;
  /** Milliseconds between two polls; grows with each that comes too early. */
  poll_interval: number;
  polled_at: number | null;
  created_at: number;
  expires_at: number;
  decided_at: number | null;
  /** Null where the person refused, or has not decided. */
  grant_id: string | null;
  signed_in_at: number | null;
  methods: string | null;
  redeemed_at: number | null;
}

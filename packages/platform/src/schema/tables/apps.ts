import type { GeneratedAlways as Generated } from '@gatehouse/database';
import type { SecretMethod, SigningAlgorithm } from '@gatehouse/wire';
import type { Environment } from './companies.ts';

export interface AppRow {
  id: Generated<number>;
  name: string;
  description: string;
  publisher: string;
  publisher_verified_at: number | null;
  /** The developer asks; an operator decides. */
  verification_requested_at: number | null;
  developer_id: number;
  /** The sandbox company made with the app; null for an app that came without one. */
  sandbox_company_id: number | null;
  created_at: number;
  suspended_at: number | null;
}

/** An OAuth client: one per app and environment, or one per traditional service account. */
export interface ClientRow {
  client_id: string;
  app_id: number | null;
  environment: Environment;
  /** Null for a public client (RFC 6749 section 2.1), which has no secret and must use PKCE. */
  confidential_since: number | null;
  /** JSON array of grant types this client may use. */
  grant_types: string;
  /** Milliseconds in which a consumed refresh token repeats its answer; null takes the deployment's value. */
  refresh_grace: number | null;
  /** Milliseconds a refresh token may lie unused, and a chain may last; null takes the deployment's value. */
  refresh_idle_limit: number | null;
  refresh_absolute_limit: number | null;
  /** Every token of this client is bound to a key (RFC 9449 section 5.2). */
  dpop_required_at: number | null;
  /** A browser may bring only what the client left here before (RFC 9126 section 6). */
  pushed_requests_required_at: number | null;
  /** Its requests for a code carry a challenge, though it has a secret (RFC 7636). */
  proof_key_required_at: number | null;
  /** Its secrets count no more: it signs an assertion (RFC 7523). */
  private_key_required_at: number | null;
  /** The one way in which it shows its secret; null for either. */
  secret_method: SecretMethod | null;
  /** It signs nobody in (OpenID Connect). */
  openid_refused_at: number | null;
  /** How its id_tokens are signed; null for RS256. */
  id_token_algorithm: SigningAlgorithm | null;
  /** JSON array: the outside APIs that it may get tokens for; null for all that there are. */
  resources: string | null;
  /** JSON array; where a browser may go after a sign-out that the client asked for. */
  post_logout_redirect_uris: string | null;
  /** Rises when the secret is regenerated; tokens of a lower epoch are dead. */
  epoch: number;
  created_at: number;
  disabled_at: number | null;
}

export interface ClientSecretRow {
  id: string;
  client_id: string;
  secret_hash: string;
  /** The last four characters, to tell secrets apart in the portal. */
  hint: string;
  created_at: number;
  expires_at: number | null;
}

/** A public key by which a client may authenticate (RFC 7523). A removed one stays for 400 days, so that its kid names it alone. */
export interface ClientKeyRow {
  client_id: string;
  /** Unique within the client. */
  kid: string;
  algorithm: 'ES256' | 'EdDSA' | 'PS256' | 'RS256';
  /** JSON of the public members alone. */
  jwk: string;
  created_at: number;
  created_by: number;
  removed_at: number | null;
}

/** An assertion that has authenticated its client once; on every node it never does so again. */
export interface UsedAssertionRow {
  client_id: string;
  /** SHA-256 of the `jti`. */
  jti_hash: string;
  /** When the assertion expires by itself. */
  expires_at: number;
}

export interface RedirectUriRow {
  client_id: string;
  uri: string;
}

/** What an app asks for, at one moment. Never changed once saved, but for where it stands. */
export interface AppVersionRow {
  id: Generated<number>;
  app_id: number;
  /** X.Y.Z, unique within the app. */
  semver: string;
  /** JSON of wire's Manifest. */
  manifest: string;
  /** JSON of the manifest's `components` again, without its long texts: every call of the app reads it (access/). */
  components: string;
  status: 'ready_for_testing' | 'promoted' | 'retired';
  /** 36 characters; installs it in a sandbox company. */
  sandbox_key: string;
  /** 36 characters; installs it in a production company, once promoted. */
  production_key: string | null;
  release_notes: string | null;
  created_by: number;
  created_at: number;
  promoted_at: number | null;
  retired_at: number | null;
}

export interface AppCollaboratorRow {
  app_id: number;
  person_id: number;
  role: 'owner' | 'admin' | 'developer';
  created_at: number;
}

/** An app's page in the marketplace, and where its review stands. */
export interface AppListingRow {
  app_id: number;
  status: 'draft' | 'in_review' | 'approved' | 'rejected' | 'withdrawn';
  tagline: string;
  about: string;
  support_email: string | null;
  website: string | null;
  submitted_at: number | null;
  decided_at: number | null;
  decided_by: number | null;
  review_note: string | null;
}

/** A refusal that a developer may read: why, what came, what was expected. Never a secret. */
export interface RequestLogRow {
  id: string;
  at: number;
  app_id: number;
  client_id: string;
  company_id: number | null;
  endpoint: string;
  status: number;
  reason: string;
  received: string | null;
  expected: string | null;
  request_id: string;
}

import type { GeneratedAlways as Generated } from '@gatehouse/database';

/**
 * Every table of the platform. Times are integer milliseconds; a state that could be a boolean is the time it
 * began (`revoked_at`); ids seen on the REST wire are integers, OAuth ids are prefixed text, ids of rows written
 * often are time-ordered text. docs/stored-data.md says what each row may hold and for how long.
 */
export interface Tables {
  people: PersonRow;
  sessions: SessionRow;
  companies: CompanyRow;
  projects: ProjectRow;
  company_members: CompanyMemberRow;
  project_members: ProjectMemberRow;
  company_levels: CompanyLevelRow;
  project_levels: ProjectLevelRow;
  disabled_tools: DisabledToolRow;
  apps: AppRow;
  clients: ClientRow;
  client_secrets: ClientSecretRow;
  redirect_uris: RedirectUriRow;
  installations: InstallationRow;
  permitted_projects: PermittedProjectRow;
  service_accounts: ServiceAccountRow;
  grants: GrantRow;
  authorization_codes: AuthorizationCodeRow;
  token_families: TokenFamilyRow;
  revoked_tokens: RevokedTokenRow;
  signing_keys: SigningKeyRow;
  documents: DocumentRow;
  document_readers: DocumentReaderRow;
  file_versions: FileVersionRow;
  blobs: BlobRow;
  audit_events: AuditEventRow;
  set_up_links: SetUpLinkRow;
}

/** A principal: a user who signs in, a contact who does not, or the contact of a service account. */
export interface PersonRow {
  id: Generated<number>;
  kind: 'user' | 'contact' | 'service_account';
  name: string;
  first_name: string | null;
  last_name: string;
  /** Lower-cased; what is typed at sign-in. */
  email: string;
  /** PHC string of Argon2id; null means that this person can never sign in with a password. */
  password_hash: string | null;
  locale: 'en' | 'es' | null;
  operator_since: number | null;
  created_at: number;
  deactivated_at: number | null;
}

export interface SessionRow {
  /** Keyed hash of the value in the cookie. */
  id_hash: string;
  person_id: number;
  created_at: number;
  seen_at: number;
  expires_at: number;
  ended_at: number | null;
  user_agent: string | null;
  address: string;
}

export interface CompanyRow {
  id: Generated<number>;
  name: string;
  environment: Environment;
  user_installs_blocked_at: number | null;
  deactivated_at: number | null;
  created_at: number;
}

export type Environment = 'sandbox' | 'production';

export interface ProjectRow {
  id: Generated<number>;
  company_id: number;
  name: string;
  project_number: string | null;
  archived_at: number | null;
  created_at: number;
  updated_at: number;
}

export interface CompanyMemberRow {
  company_id: number;
  person_id: number;
  employee_since: number | null;
  job_title: string | null;
  created_at: number;
  removed_at: number | null;
}

export interface ProjectMemberRow {
  company_id: number;
  project_id: number;
  person_id: number;
  created_at: number;
}

/** No row means None: a person begins with nothing. */
export interface CompanyLevelRow {
  company_id: number;
  person_id: number;
  tool: string;
  level: number;
}

export interface ProjectLevelRow {
  company_id: number;
  project_id: number;
  person_id: number;
  tool: string;
  level: number;
}

export interface DisabledToolRow {
  company_id: number;
  project_id: number;
  tool: string;
  disabled_at: number;
}

export interface AppRow {
  id: Generated<number>;
  name: string;
  description: string;
  publisher: string;
  publisher_verified_at: number | null;
  developer_id: number;
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

export interface RedirectUriRow {
  client_id: string;
  uri: string;
}

/** An app in a company. Connected = installed and neither disconnected nor uninstalled. */
export interface InstallationRow {
  id: Generated<number>;
  company_id: number;
  app_id: number;
  installed_by: number;
  installed_at: number;
  /** How it came: by an admin, or implicitly when a member authorized the app. */
  origin: 'admin' | 'authorization';
  disconnected_at: number | null;
  uninstalled_at: number | null;
}

export interface PermittedProjectRow {
  company_id: number;
  app_id: number;
  project_id: number;
}

export interface ServiceAccountRow {
  id: Generated<number>;
  company_id: number;
  /** The directory contact whose permissions are the account's. */
  person_id: number;
  client_id: string;
  kind: 'traditional' | 'developer_managed';
  name: string;
  created_by: number;
  created_at: number;
  ceased_at: number | null;
  ceased_reason: string | null;
}

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

/** A folder or a file, at company level when `project_id` is null. The root folder has no parent. */
export interface DocumentRow {
  id: Generated<number>;
  company_id: number;
  project_id: number | null;
  kind: 'folder' | 'file';
  parent_id: number | null;
  name: string;
  /** Case-folded name: two items of one folder never differ by case alone. */
  name_key: string;
  /** 0; more only where an item of this name already lay in the folder, hidden from whoever made this one. */
  namesake: number;
  description: string | null;
  private_at: number | null;
  tracked_at: number | null;
  created_by: number;
  created_at: number;
  updated_at: number;
  deleted_at: number | null;
}

export interface DocumentReaderRow {
  company_id: number;
  document_id: number;
  person_id: number;
}

export interface FileVersionRow {
  id: Generated<number>;
  company_id: number;
  document_id: number;
  number: number;
  size: number;
  sha256: string;
  content_type: string;
  notes: string | null;
  created_by: number;
  created_at: number;
}

/** Bytes that are durable in the blob store; a version refers to them by digest. */
export interface BlobRow {
  sha256: string;
  size: number;
  created_at: number;
}

export interface AuditEventRow {
  id: string;
  at: number;
  company_id: number | null;
  event: string;
  actor_kind: 'person' | 'service_account' | 'client' | 'anonymous' | 'system';
  actor_id: string | null;
  client_id: string | null;
  subject: string | null;
  details: string;
  request_id: string;
  address: string;
}

/** The one-time link by which an empty deployment gets its first administrator. */
export interface SetUpLinkRow {
  id: number;
  token_hash: string;
  created_at: number;
  used_at: number | null;
}

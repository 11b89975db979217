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
  app_versions: AppVersionRow;
  app_collaborators: AppCollaboratorRow;
  app_listings: AppListingRow;
  installation_requests: InstallationRequestRow;
  app_policies: AppPolicyRow;
  app_policy_entries: AppPolicyEntryRow;
  app_usage: AppUsageRow;
  app_users: AppUserRow;
  permission_uses: PermissionUseRow;
  notices: NoticeRow;
  app_events: AppEventRow;
  event_subscriptions: EventSubscriptionRow;
  event_deliveries: EventDeliveryRow;
  request_log: RequestLogRow;
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
  /** The version whose permissions were approved here; null where the app has none. */
  app_version_id: number | null;
  uninstalled_by: number | null;
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
  /** Who answers for it; told when it is unused or about to expire. */
  owner_id: number | null;
  created_at: number;
  expires_at: number | null;
  last_used_at: number | null;
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

/** What an app asks for, at one moment. Never changed once saved, but for where it stands. */
export interface AppVersionRow {
  id: Generated<number>;
  app_id: number;
  /** X.Y.Z, unique within the app. */
  semver: string;
  /** JSON of wire's Manifest. */
  manifest: string;
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

/** A member asks the admins of a company for an app. At most one is pending for each person and app. */
export interface InstallationRequestRow {
  id: Generated<number>;
  company_id: number;
  app_id: number;
  person_id: number;
  status: 'pending' | 'approved' | 'denied' | 'withdrawn';
  /** Came from authorizing an app that may not install itself. */
  implicit_since: number | null;
  reason: string;
  created_at: number;
  decided_at: number | null;
  decided_by: number | null;
  answer: string | null;
}

/** A company's rules about apps. No row: every app may be installed. */
export interface AppPolicyRow {
  company_id: number;
  mode: 'any' | 'allow_list';
  verified_only_since: number | null;
  /** Highest level that a version may ask for without an admin's approval; null is no limit. */
  highest_level: number | null;
  updated_by: number;
  updated_at: number;
}

/** One app on a company's allow-list or block-list. */
export interface AppPolicyEntryRow {
  company_id: number;
  app_id: number;
  listing: 'allowed' | 'blocked';
  created_by: number;
  created_at: number;
}

/** Calls of an app in a company, per UTC day and project (0 is the company itself). Written in batches. */
export interface AppUsageRow {
  company_id: number;
  app_id: number;
  project_id: number;
  /** Days since 1970-01-01. */
  day: number;
  calls: number;
  refused: number;
  failed: number;
}

/** Who used an app in a company, and when last. */
export interface AppUserRow {
  company_id: number;
  app_id: number;
  person_id: number;
  first_used_at: number;
  last_used_at: number;
}

/** The last day on which a service account needed this level of a tool (project 0 is company level). */
export interface PermissionUseRow {
  company_id: number;
  person_id: number;
  project_id: number;
  tool: string;
  level: number;
  used_at: number;
}

/** Something a person is told in the console. */
export interface NoticeRow {
  id: string;
  person_id: number;
  kind: string;
  /** JSON: what the sentence of this kind needs. */
  data: string;
  created_at: number;
  read_at: number | null;
}

/** What happened to an app in a company, for the app to know. Written with the change itself. */
export interface AppEventRow {
  id: string;
  app_id: number;
  company_id: number;
  event: string;
  data: string;
  created_at: number;
}

/** Where a developer wants the events of an app sent. */
export interface EventSubscriptionRow {
  id: Generated<number>;
  app_id: number;
  environment: Environment;
  url: string;
  /** Signs deliveries; sealed. */
  secret_sealed: string;
  created_by: number;
  created_at: number;
  removed_at: number | null;
}

/** One event on its way to one subscription. */
export interface EventDeliveryRow {
  id: string;
  event_id: string;
  subscription_id: number;
  attempts: number;
  next_attempt_at: number;
  delivered_at: number | null;
  discarded_at: number | null;
  last_status: number | null;
  last_error: string | null;
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

import type {
  AppCollaboratorRow,
  AppListingRow,
  AppRow,
  AppVersionRow,
  ClientKeyRow,
  ClientRow,
  ClientSecretRow,
  RedirectUriRow,
  RequestLogRow,
  UsedAssertionRow,
} from './tables/apps.ts';
import type { AuditEventRow } from './tables/audit.ts';
import type {
  AuthorizationCodeRow,
  DeviceRequestRow,
  GrantCompanyRow,
  GrantRow,
  PushedRequestRow,
  RememberedConsentRow,
  RevokedTokenRow,
  SigningKeyRow,
  TokenFamilyRow,
  UsedProofRow,
} from './tables/authorization.ts';
import type {
  CompanyLevelRow,
  CompanyMemberRow,
  CompanyRow,
  DisabledToolRow,
  MemberCountRow,
  MemberWordRow,
  ProjectLevelRow,
  ProjectMemberRow,
  ProjectRow,
} from './tables/companies.ts';
import type {
  BlobRow,
  ContentRow,
  CustomTagItemRow,
  CustomTagRow,
  DocumentChangeRow,
  DocumentCreateRow,
  DocumentNewsRow,
  DocumentReaderRow,
  DocumentRow,
  DocumentSequenceRow,
  DocumentSettingsRow,
  DocumentTagRow,
  DocumentTrackerRow,
  FileVersionRow,
  TrackingAllowanceRow,
  TrackingStopRow,
  UploadPartRow,
  UploadRow,
} from './tables/documents.ts';
import type { CodeGuessRow, PasskeyRow, RecoveryCodeRow, TotpSecretRow } from './tables/factors.ts';
import type {
  IdentityDomainRow,
  IdentityProviderRow,
  IdentityRow,
  ProviderFlowRow,
  WayOutCodeRow,
} from './tables/identity-providers.ts';
import type {
  AppConfigurationProjectRow,
  AppConfigurationRow,
  AppEventRow,
  AppPolicyEntryRow,
  AppPolicyRow,
  AppUsageRow,
  AppUserRow,
  EventDeliveryRow,
  EventSubscriptionRow,
  InstallationRequestRow,
  InstallationRow,
  PermissionUseRow,
  PermittedProjectRow,
  ServiceAccountRow,
} from './tables/installations.ts';
import type {
  BulkJobRow,
  InvitationRow,
  MailedLinkRow,
  MailRow,
  NoticeRow,
  PersonRow,
  SessionRow,
  SetUpLinkRow,
} from './tables/people.ts';
import type {
  DocumentGroupReaderRow,
  PermissionGroupMemberRow,
  PermissionGroupRow,
  PermissionTemplateLevelRow,
  PermissionTemplateRow,
  ProjectActionsRow,
  ProjectToolPositionRow,
} from './tables/permissions.ts';
import type {
  ResourceEventRow,
  WebhookDeliveryRow,
  WebhookHookRow,
  WebhookTriggerRow,
} from './tables/webhooks.ts';

export type * from './tables/apps.ts';
export type * from './tables/audit.ts';
export type * from './tables/authorization.ts';
export type * from './tables/companies.ts';
export type * from './tables/documents.ts';
export type * from './tables/factors.ts';
export type * from './tables/identity-providers.ts';
export type * from './tables/installations.ts';
export type * from './tables/people.ts';
export type * from './tables/permissions.ts';
export type * from './tables/webhooks.ts';

/**
 * Every table of the platform. Times are integer milliseconds; a state that could be a boolean is the time it
 * began (`revoked_at`); ids seen on the REST wire are integers, OAuth ids are prefixed text, ids of rows written
 * often are time-ordered text. docs/stored-data.md says what each row may hold and for how long.
 */
export interface Tables {
  people: PersonRow;
  sessions: SessionRow;
  totp_secrets: TotpSecretRow;
  recovery_codes: RecoveryCodeRow;
  code_guesses: CodeGuessRow;
  passkeys: PasskeyRow;
  companies: CompanyRow;
  projects: ProjectRow;
  company_members: CompanyMemberRow;
  member_counts: MemberCountRow;
  member_words: MemberWordRow;
  project_members: ProjectMemberRow;
  company_levels: CompanyLevelRow;
  project_levels: ProjectLevelRow;
  disabled_tools: DisabledToolRow;
  project_tool_positions: ProjectToolPositionRow;
  permission_templates: PermissionTemplateRow;
  permission_template_levels: PermissionTemplateLevelRow;
  project_actions: ProjectActionsRow;
  permission_groups: PermissionGroupRow;
  permission_group_members: PermissionGroupMemberRow;
  apps: AppRow;
  clients: ClientRow;
  client_secrets: ClientSecretRow;
  client_keys: ClientKeyRow;
  used_assertions: UsedAssertionRow;
  redirect_uris: RedirectUriRow;
  installations: InstallationRow;
  permitted_projects: PermittedProjectRow;
  service_accounts: ServiceAccountRow;
  grants: GrantRow;
  identity_providers: IdentityProviderRow;
  identity_domains: IdentityDomainRow;
  identities: IdentityRow;
  provider_flows: ProviderFlowRow;
  way_out_codes: WayOutCodeRow;
  grant_companies: GrantCompanyRow;
  remembered_consents: RememberedConsentRow;
  authorization_codes: AuthorizationCodeRow;
  token_families: TokenFamilyRow;
  revoked_tokens: RevokedTokenRow;
  signing_keys: SigningKeyRow;
  rsa_signing_keys: SigningKeyRow;
  used_proofs: UsedProofRow;
  pushed_requests: PushedRequestRow;
  device_requests: DeviceRequestRow;
  documents: DocumentRow;
  document_readers: DocumentReaderRow;
  document_group_readers: DocumentGroupReaderRow;
  document_trackers: DocumentTrackerRow;
  document_news: DocumentNewsRow;
  tracking_stops: TrackingStopRow;
  tracking_allowances: TrackingAllowanceRow;
  document_creates: DocumentCreateRow;
  document_sequences: DocumentSequenceRow;
  document_settings: DocumentSettingsRow;
  document_changes: DocumentChangeRow;
  document_tags: DocumentTagRow;
  file_versions: FileVersionRow;
  blobs: BlobRow;
  contents: ContentRow;
  uploads: UploadRow;
  upload_parts: UploadPartRow;
  audit_events: AuditEventRow;
  set_up_links: SetUpLinkRow;
  app_versions: AppVersionRow;
  app_collaborators: AppCollaboratorRow;
  /** Whom somebody asked to build an app, until they say that they do. */
  asked_collaborators: AppCollaboratorRow;
  app_listings: AppListingRow;
  installation_requests: InstallationRequestRow;
  app_policies: AppPolicyRow;
  app_policy_entries: AppPolicyEntryRow;
  app_usage: AppUsageRow;
  app_users: AppUserRow;
  permission_uses: PermissionUseRow;
  notices: NoticeRow;
  mails: MailRow;
  invitations: InvitationRow;
  mailed_links: MailedLinkRow;
  bulk_jobs: BulkJobRow;
  app_events: AppEventRow;
  event_subscriptions: EventSubscriptionRow;
  event_deliveries: EventDeliveryRow;
  request_log: RequestLogRow;
  webhook_hooks: WebhookHookRow;
  webhook_triggers: WebhookTriggerRow;
  resource_events: ResourceEventRow;
  webhook_deliveries: WebhookDeliveryRow;
  custom_tags: CustomTagRow;
  custom_tag_items: CustomTagItemRow;
  app_configurations: AppConfigurationRow;
  app_configuration_projects: AppConfigurationProjectRow;
}

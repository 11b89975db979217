export {
  App,
  AppCreate,
  AppCreated,
  AppPath,
  AppUpdate,
  Verification,
  VerificationDecision,
  VerificationRequest,
} from './app.ts';
export {
  AppClient,
  AppClientPath,
  AppClientSecretPath,
  ClientSecret,
  ClientSecretCreate,
  Environment,
  NewClientSecret,
  NewCredentials,
  RedirectUris,
} from './app-client.ts';
export { AppClientKey, AppClientKeyCreate, AppClientKeyPath } from './app-client-key.ts';
export { Collaborator, CollaboratorCreate, CollaboratorPath, CollaboratorRole } from './app-collaborator.ts';
export {
  AppEvent,
  AppEventName,
  AppEventsAfterQuery,
  DeliveryFault,
  DeliveryState,
  EventDeliveriesQuery,
  EventDelivery,
  EventDeliveryPath,
  EventSubscription,
  EventSubscriptionCreate,
  HeardEvent,
  NewEventSubscription,
} from './app-event.ts';
export { Listing, ListingDecision, ListingReview, ListingStatus, ListingUpdate } from './app-listing.ts';
export { AppMetrics, AppMetricsQuery } from './app-metrics.ts';
export { AppPolicy, AppPolicyUpdate } from './app-policy.ts';
export {
  AppIdPath,
  AppVersion,
  AppVersionCreate,
  AppVersionPromote,
  AppVersionPromoted,
  VersionStatus,
} from './app-version.ts';
export {
  ClientPolicy,
  ClientPolicyChange,
  type SecretMethod,
  type SigningAlgorithm,
} from './client-policy.ts';
export { ConnectedApp, ConnectedAppCompanyPath, ConnectedAppPath, ConnectedApps } from './connected-app.ts';
export { CurrentPerson, CurrentPersonUpdate, Locale, PersonRole } from './current-person.ts';
export {
  CompulsoryProvider,
  DomainRejectionBody,
  IdentityDomain,
  IdentityDomainBody,
  IdentityDomainPath,
  IdentityProvider,
  IdentityProviderCreateBody,
  IdentityProviderTest,
  IdentityProviderUpdateBody,
  WaitingDomain,
  WaitingDomainPath,
  WayOutCodes,
} from './identity-provider.ts';
export {
  AppInCompany,
  AvailableUpdate,
  IllegalStep,
  Installation,
  InstallationCreateBody,
  InstallationProblem,
  InstallationReinstallBody,
  InstallationState,
  InstallationUpdateBody,
  MarketplaceApp,
  MarketplaceQuery,
  OfferedVersion,
  PermissionDifference,
  PermittedProjectsBody,
  VersionByKey,
  VersionByKeyQuery,
} from './installation.ts';
export {
  InstallationRequest,
  InstallationRequestApproveBody,
  InstallationRequestCreateBody,
  InstallationRequestDenyBody,
  InstallationRequestStatus,
  InstallationRequestsQuery,
} from './installation-request.ts';
export { InstallationUsage, UsageQuery } from './installation-usage.ts';
export { Manifest, ManifestChange, ManifestInput, ToolLevels } from './manifest.ts';
export {
  NOTICE_DATA,
  Notice,
  type NoticeData,
  type NoticeKind,
  NoticePath,
  NoticesQuery,
} from './notice.ts';
export { OperatorPeopleQuery, OperatorPerson } from './operator-person.ts';
export { OwnSession, OwnSessionPath, OwnSessions } from './own-session.ts';
export {
  CompanyCreateBody,
  Invitation,
  PeopleImport,
  PeopleImportBody,
  PeopleImportRow,
} from './people-import.ts';
export { PermissionGroup, PermissionGroupBody, PermissionGroupMembersBody } from './permission-group.ts';
export {
  ExplainQuery,
  Explanation,
  type HeldLevel,
  LevelSource,
  PermissionLine,
  PermissionsBody,
  PermissionsQuery,
} from './permission-matrix.ts';
export { PrincipalReach, Reach } from './reach.ts';
export { RefusedRequest } from './request-log.ts';
export {
  ServiceAccount,
  ServiceAccountCreateBody,
  ServiceAccountCredentials,
  ServiceAccountHint,
  ServiceAccountMigrateBody,
  ServiceAccountMigrated,
  ServiceAccountMigration,
  ServiceAccountMigrationQuery,
  ServiceAccountPermissionsBody,
  ServiceAccountState,
  ServiceAccounts,
  TraditionalAccounts,
} from './service-account.ts';
export { SignInRules, SignInRulesUpdate } from './sign-in-rules.ts';

import { AppClientsResource } from './resources/app-clients.ts';
import { AppCollaboratorsResource } from './resources/app-collaborators.ts';
import { AppConfigurationsResource } from './resources/app-configurations.ts';
import { AppEventsResource } from './resources/app-events.ts';
import { AppListingsResource } from './resources/app-listings.ts';
import { AppPolicyResource } from './resources/app-policy.ts';
import { AppVersionsResource } from './resources/app-versions.ts';
import { AppsResource } from './resources/apps.ts';
import { CompaniesResource } from './resources/companies.ts';
import { CompanyUsersResource } from './resources/company-users.ts';
import { ConnectedAppsResource } from './resources/connected-apps.ts';
import { CustomTagsResource } from './resources/custom-tags.ts';
import { DocumentsResource } from './resources/documents.ts';
import { FilesResource } from './resources/files.ts';
import { FoldersResource } from './resources/folders.ts';
import { IdentityProvidersResource } from './resources/identity-providers.ts';
import { InstallationRequestsResource } from './resources/installation-requests.ts';
import { InstallationsResource } from './resources/installations.ts';
import { MarketplaceResource } from './resources/marketplace.ts';
import { MeResource } from './resources/me.ts';
import { NoticesResource } from './resources/notices.ts';
import { OperatorResource } from './resources/operator.ts';
import { OwnSessionsResource } from './resources/own-sessions.ts';
import { PeopleResource } from './resources/people.ts';
import { PermissionGroupsResource } from './resources/permission-groups.ts';
import { PermissionTemplatesResource } from './resources/permission-templates.ts';
import { PermissionsResource } from './resources/permissions.ts';
import { ProjectUsersResource } from './resources/project-users.ts';
import { ProjectsResource } from './resources/projects.ts';
import { RecycleBinResource } from './resources/recycle-bin.ts';
import { ServiceAccountsResource } from './resources/service-accounts.ts';
import { SessionResource } from './resources/session.ts';
import { SignInRulesResource } from './resources/sign-in-rules-resource.ts';
import { UploadsResource } from './resources/uploads.ts';
import { WebhooksResource } from './resources/webhooks.ts';
import type { Authorizer } from './rest/authorizer.ts';
import { type Manners, Transport } from './rest/transport.ts';
import { type Surroundings, surroundings } from './surroundings.ts';

export type GatehouseApiOptions = Partial<Surroundings> &
  Partial<Manners> & {
    /** The server's origin: `https://gatehouse.example`. */
    baseUrl: string;
    /** `bearer(tokens)` for an app, `browserSession(…)` for a page of the server itself. */
    authorizer: Authorizer;
  };

/** The API, one property per resource. */
export class GatehouseApi {
  readonly me: MeResource;
  readonly companies: CompaniesResource;
  readonly projects: ProjectsResource;
  readonly documents: DocumentsResource;
  readonly customTags: CustomTagsResource;
  readonly folders: FoldersResource;
  readonly files: FilesResource;
  readonly recycleBin: RecycleBinResource;
  readonly uploads: UploadsResource;
  readonly session: SessionResource;
  readonly ownSessions: OwnSessionsResource;
  readonly connectedApps: ConnectedAppsResource;
  readonly apps: AppsResource;
  readonly appClients: AppClientsResource;
  readonly appVersions: AppVersionsResource;
  readonly appCollaborators: AppCollaboratorsResource;
  readonly appEvents: AppEventsResource;
  readonly appListings: AppListingsResource;
  readonly installations: InstallationsResource;
  readonly appConfigurations: AppConfigurationsResource;
  readonly installationRequests: InstallationRequestsResource;
  readonly marketplace: MarketplaceResource;
  readonly appPolicy: AppPolicyResource;
  readonly identityProviders: IdentityProvidersResource;
  readonly notices: NoticesResource;
  readonly companyUsers: CompanyUsersResource;
  readonly people: PeopleResource;
  readonly permissionGroups: PermissionGroupsResource;
  readonly permissionTemplates: PermissionTemplatesResource;
  readonly permissions: PermissionsResource;
  readonly projectUsers: ProjectUsersResource;
  readonly serviceAccounts: ServiceAccountsResource;
  readonly signInRules: SignInRulesResource;
  readonly operator: OperatorResource;
  readonly webhooks: WebhooksResource;

  constructor({
    baseUrl,
    authorizer,
    attempts = 5,
    longestWaitMs = 60_000,
    longestAnswer = 256 * 2 ** 20,
    ...given
  }: GatehouseApiOptions) {
    const manners = { attempts, longestWaitMs, longestAnswer };
    const transport = new Transport(baseUrl, authorizer, manners, surroundings(given));
    this.me = new MeResource(transport);
    this.webhooks = new WebhooksResource(transport);
    this.companies = new CompaniesResource(transport);
    this.projects = new ProjectsResource(transport);
    this.documents = new DocumentsResource(transport);
    this.customTags = new CustomTagsResource(transport);
    this.folders = new FoldersResource(transport);
    this.files = new FilesResource(transport);
    this.recycleBin = new RecycleBinResource(transport);
    this.uploads = new UploadsResource(transport);
    this.session = new SessionResource(transport);
    this.ownSessions = new OwnSessionsResource(transport);
    this.connectedApps = new ConnectedAppsResource(transport);
    this.apps = new AppsResource(transport);
    this.appClients = new AppClientsResource(transport);
    this.appVersions = new AppVersionsResource(transport);
    this.appCollaborators = new AppCollaboratorsResource(transport);
    this.appEvents = new AppEventsResource(transport);
    this.appListings = new AppListingsResource(transport);
    this.installations = new InstallationsResource(transport);
    this.appConfigurations = new AppConfigurationsResource(transport);
    this.installationRequests = new InstallationRequestsResource(transport);
    this.marketplace = new MarketplaceResource(transport);
    this.appPolicy = new AppPolicyResource(transport);
    this.identityProviders = new IdentityProvidersResource(transport);
    this.notices = new NoticesResource(transport);
    this.companyUsers = new CompanyUsersResource(transport);
    this.people = new PeopleResource(transport);
    this.permissionGroups = new PermissionGroupsResource(transport);
    this.permissionTemplates = new PermissionTemplatesResource(transport);
    this.permissions = new PermissionsResource(transport);
    this.projectUsers = new ProjectUsersResource(transport);
    this.serviceAccounts = new ServiceAccountsResource(transport);
    this.signInRules = new SignInRulesResource(transport);
    this.operator = new OperatorResource(transport);
  }
}

import type { Catalogue } from './catalogue.ts';
import { accountSecurity } from './es/account-security.ts';
import { appPolicy } from './es/app-policy.ts';
import { company } from './es/company.ts';
import { companySignIn } from './es/company-sign-in.ts';
import { connectedApps } from './es/connected-apps.ts';
import { createApp } from './es/create-app.ts';
import { developerApp } from './es/developer-app.ts';
import { developerConfiguration } from './es/developer-configuration.ts';
import { developerCredentials } from './es/developer-credentials.ts';
import { developerEvents } from './es/developer-events.ts';
import { developerListing } from './es/developer-listing.ts';
import { developerMetrics } from './es/developer-metrics.ts';
import { developerSamples } from './es/developer-samples.ts';
import { developerTeam } from './es/developer-team.ts';
import { developerVersions } from './es/developer-versions.ts';
import { directory } from './es/directory.ts';
import { documentActions } from './es/document-actions.ts';
import { documentDetails } from './es/document-details.ts';
import { documentUploads } from './es/document-uploads.ts';
import { documents } from './es/documents.ts';
import { explain } from './es/explain.ts';
import { home } from './es/home.ts';
import { installedApps } from './es/installed-apps.ts';
import { installing } from './es/installing.ts';
import { myApps } from './es/my-apps.ts';
import { notFound } from './es/not-found.ts';
import { notices } from './es/notices.ts';
import { operatorPeople } from './es/operator-people.ts';
import { operatorReviews } from './es/operator-reviews.ts';
import { operatorSignIn } from './es/operator-sign-in.ts';
import { pageParts } from './es/page-parts.ts';
import { permissions } from './es/permissions.ts';
import { projects } from './es/projects.ts';
import { requestLog } from './es/request-log.ts';
import { requests } from './es/requests.ts';
import { serviceAccounts } from './es/service-accounts.ts';
import { shell } from './es/shell.ts';
import { signInRules } from './es/sign-in-rules.ts';
import { webhooks } from './es/webhooks.ts';
import { whoMay } from './es/who-may.ts';

/** Spanish as it is written in Latin America, with «usted» as construction companies address their people. */
export const es: Catalogue = {
  ...shell,
  ...pageParts,
  ...permissions,
  ...home,
  ...documents,
  ...documentActions,
  ...documentUploads,
  ...documentDetails,
  ...connectedApps,
  ...accountSecurity,
  ...company,
  ...directory,
  ...projects,
  ...whoMay,
  ...explain,
  ...installedApps,
  ...installing,
  ...notices,
  ...serviceAccounts,
  ...webhooks,
  ...appPolicy,
  ...signInRules,
  ...companySignIn,
  ...requests,
  ...myApps,
  ...createApp,
  ...developerApp,
  ...developerCredentials,
  ...developerConfiguration,
  ...developerVersions,
  ...developerSamples,
  ...developerMetrics,
  ...developerEvents,
  ...developerTeam,
  ...developerListing,
  ...operatorPeople,
  ...operatorReviews,
  ...operatorSignIn,
  ...requestLog,
  ...notFound,
};

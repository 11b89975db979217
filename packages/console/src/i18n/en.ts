import { accountSecurity } from './en/account-security.ts';
import { appPolicy } from './en/app-policy.ts';
import { company } from './en/company.ts';
import { companySignIn } from './en/company-sign-in.ts';
import { connectedApps } from './en/connected-apps.ts';
import { createApp } from './en/create-app.ts';
import { developerApp } from './en/developer-app.ts';
import { developerConfiguration } from './en/developer-configuration.ts';
import { developerCredentials } from './en/developer-credentials.ts';
import { developerEvents } from './en/developer-events.ts';
import { developerListing } from './en/developer-listing.ts';
import { developerMetrics } from './en/developer-metrics.ts';
import { developerSamples } from './en/developer-samples.ts';
import { developerTeam } from './en/developer-team.ts';
import { developerVersions } from './en/developer-versions.ts';
import { directory } from './en/directory.ts';
import { documentActions } from './en/document-actions.ts';
import { documentDetails } from './en/document-details.ts';
import { documentUploads } from './en/document-uploads.ts';
import { documents } from './en/documents.ts';
import { explain } from './en/explain.ts';
import { home } from './en/home.ts';
import { installedApps } from './en/installed-apps.ts';
import { installing } from './en/installing.ts';
import { myApps } from './en/my-apps.ts';
import { notFound } from './en/not-found.ts';
import { notices } from './en/notices.ts';
import { operatorPeople } from './en/operator-people.ts';
import { operatorReviews } from './en/operator-reviews.ts';
import { operatorSignIn } from './en/operator-sign-in.ts';
import { pageParts } from './en/page-parts.ts';
import { permissions } from './en/permissions.ts';
import { projects } from './en/projects.ts';
import { requestLog } from './en/request-log.ts';
import { requests } from './en/requests.ts';
import { serviceAccounts } from './en/service-accounts.ts';
import { shell } from './en/shell.ts';
import { signInRules } from './en/sign-in-rules.ts';
import { webhooks } from './en/webhooks.ts';
import { whoMay } from './en/who-may.ts';

/**
 * Every text of the console, a file for each page. Plurals end in _one, _many and _other, whatever each language
 * makes of them.
 */
export const en = {
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
} as const;

import { company } from './en/company.ts';
import { connectedApps } from './en/connected-apps.ts';
import { createApp } from './en/create-app.ts';
import { developerApp } from './en/developer-app.ts';
import { developerConfiguration } from './en/developer-configuration.ts';
import { developerCredentials } from './en/developer-credentials.ts';
import { developerVersions } from './en/developer-versions.ts';
import { home } from './en/home.ts';
import { installedApps } from './en/installed-apps.ts';
import { installing } from './en/installing.ts';
import { myApps } from './en/my-apps.ts';
import { notFound } from './en/not-found.ts';
import { pageParts } from './en/page-parts.ts';
import { permissions } from './en/permissions.ts';
import { shell } from './en/shell.ts';

/**
 * Every text of the console, a file for each page. Plurals end in _one, _many and _other, whatever each language
 * makes of them.
 */
export const en = {
  ...shell,
  ...pageParts,
  ...permissions,
  ...home,
  ...connectedApps,
  ...company,
  ...installedApps,
  ...installing,
  ...myApps,
  ...createApp,
  ...developerApp,
  ...developerCredentials,
  ...developerConfiguration,
  ...developerVersions,
  ...notFound,
} as const;

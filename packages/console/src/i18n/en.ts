import { connectedApps } from './en/connected-apps.ts';
import { createApp } from './en/create-app.ts';
import { developerApp } from './en/developer-app.ts';
import { home } from './en/home.ts';
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
  ...myApps,
  ...createApp,
  ...developerApp,
  ...notFound,
} as const;

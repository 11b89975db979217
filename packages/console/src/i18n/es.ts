import type { Catalogue } from './catalogue.ts';
import { connectedApps } from './es/connected-apps.ts';
import { createApp } from './es/create-app.ts';
import { developerApp } from './es/developer-app.ts';
import { home } from './es/home.ts';
import { myApps } from './es/my-apps.ts';
import { notFound } from './es/not-found.ts';
import { pageParts } from './es/page-parts.ts';
import { permissions } from './es/permissions.ts';
import { shell } from './es/shell.ts';

/** Spanish as it is written in Latin America, with «usted» as construction companies address their people. */
export const es: Catalogue = {
  ...shell,
  ...pageParts,
  ...permissions,
  ...home,
  ...connectedApps,
  ...myApps,
  ...createApp,
  ...developerApp,
  ...notFound,
};

import type { Catalogue } from './catalogue.ts';
import { connectedApps } from './es/connected-apps.ts';
import { home } from './es/home.ts';
import { notFound } from './es/not-found.ts';
import { shell } from './es/shell.ts';

/** Spanish as it is written in Latin America, with «usted» as construction companies address their people. */
export const es: Catalogue = {
  ...shell,
  ...home,
  ...connectedApps,
  ...notFound,
};

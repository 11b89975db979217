import { connectedApps } from './en/connected-apps.ts';
import { home } from './en/home.ts';
import { notFound } from './en/not-found.ts';
import { shell } from './en/shell.ts';

/**
 * Every text of the console, a file for each page. Plurals end in _one, _many and _other, whatever each language
 * makes of them.
 */
export const en = {
  ...shell,
  ...home,
  ...connectedApps,
  ...notFound,
} as const;

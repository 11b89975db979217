import { lifecycle } from '../lifecycle.ts';

/** How an app stands in a company. */
export type InstallationStanding = 'not_installed' | 'connected' | 'disconnected' | 'uninstalled';

/** What admins do to it. A member's Allow is an `install` too (rule M2), and can never be anything more. */
export type InstallationStep =
  | 'install'
  | 'disconnect'
  | 'reconnect'
  | 'update'
  | 'permit_projects'
  | 'uninstall'
  | 'reinstall';

/**
 * The life of an app in a company (rules M1, M3, M4). What an admin took out only an admin brings back: neither
 * `disconnected` nor `uninstalled` knows `install`.
 */
export const installationMachine = lifecycle<InstallationStanding, InstallationStep>({
  not_installed: { install: 'connected' },
  connected: {
    disconnect: 'disconnected',
    update: 'connected',
    permit_projects: 'connected',
    uninstall: 'uninstalled',
  },
  disconnected: {
    reconnect: 'connected',
    update: 'disconnected',
    permit_projects: 'disconnected',
    uninstall: 'uninstalled',
  },
  uninstalled: { reinstall: 'connected' },
});

/** Where a stored installation stands; `undefined` is none at all. Uninstalled outweighs disconnected. */
export function standingOf(
  row: { readonly disconnected_at: number | null; readonly uninstalled_at: number | null } | undefined,
): InstallationStanding {
  if (row === undefined) return 'not_installed';
  if (row.uninstalled_at !== null) return 'uninstalled';
  return row.disconnected_at === null ? 'connected' : 'disconnected';
}

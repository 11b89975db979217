/** How an app stands in one of a person's companies, seen from the consent page. */
export type InstallationState =
  /** An admin or a member installed it, and it works. */
  | 'connected'
  /** Not there yet; Allow will install it (rule M2). */
  | 'will_install'
  /** Not there, and members of this company may not install it: Allow asks its admins. */
  | 'not_installed'
  /** An admin took it out: only an admin can bring it back (check MX-09). */
  | 'disconnected';

/** What is stored about an app in a company, and what the company lets its members do. */
export interface InstallationFacts {
  readonly mayInstall: boolean;
  readonly installation: { readonly disconnected: boolean; readonly uninstalled: boolean } | null;
}

export function installationState({ mayInstall, installation }: InstallationFacts): InstallationState {
  if (installation !== null) {
    return installation.disconnected || installation.uninstalled ? 'disconnected' : 'connected';
  }
  return mayInstall ? 'will_install' : 'not_installed';
}

/** How an app stands in one of a person's companies, seen from the consent page. */
export type InstallationState =
  /** An admin or a member installed it, and it works. */
  | 'connected'
  /** Not there yet; Allow will install it (rule M2). */
  | 'will_install'
  /** Not there, and members of this company may not install it: Allow asks its admins. */
  | 'not_installed'
  /** The same, and its admins have not answered this person yet. */
  | 'asked'
  /** The company does not want this app: nobody is asked again. */
  | 'blocked'
  /** An admin took it out: only an admin can bring it back (check MX-09). */
  | 'disconnected';

/** What is stored about an app in a company, and what the company lets its members do. */
export interface InstallationFacts {
  readonly mayInstall: boolean;
  readonly blocked: boolean;
  /** The person waits for an answer about this app. */
  readonly asked: boolean;
  readonly installation: { readonly disconnected: boolean; readonly uninstalled: boolean } | null;
}

export function installationState({
  mayInstall,
  blocked,
  asked,
  installation,
}: InstallationFacts): InstallationState {
  if (blocked) return 'blocked';
  if (installation !== null)
    return installation.disconnected || installation.uninstalled ? 'disconnected' : 'connected';
  if (mayInstall) return 'will_install';
  return asked ? 'asked' : 'not_installed';
}

import type { Reader } from '@gatehouse/database';
import { levelFrom, levels } from '../access/levels.ts';
import { policyFault } from '../access/policy-fault.ts';
import { highestLevel } from '../apps/manifest.ts';
import { latestVersion, type Version } from '../apps/version-store.ts';
import type { Environment, Tables } from '../schema/tables.ts';
import { type InstallationState, installationState } from './installation.ts';

/** What an Allow would do in each company of a person. */
export interface ConsentView {
  /** What would be installed; null where the app has no version for this environment. */
  readonly version: Version | null;
  readonly companies: readonly ConsentCompany[];
}

export interface ConsentCompany {
  readonly companyId: number;
  readonly name: string;
  readonly state: InstallationState;
}

/**
 * An app in every company of a person that credentials of this environment can reach: sandbox credentials see
 * sandbox companies only, production credentials production companies only (rule P3).
 */
export async function consentView(
  tx: Reader<Tables>,
  personId: number,
  appId: number,
  environment: Environment,
): Promise<ConsentView> {
  const version = (await latestVersion(tx, environment, appId)) ?? null;
  const asked = version === null ? levels.None : highestLevel(version.manifest);
  // An app that never said it acts for people is nobody's to bring in by an Allow.
  const actsForPeople = version?.manifest.components.user_level ?? true;
  const rows = await companiesOf(tx, personId, appId, environment).execute();
  const companies = rows.map((row) => {
    const fault = policyFault({
      mode: row.mode ?? 'any',
      verifiedOnly: row.verified_only_since !== null,
      listing: row.listing,
      publisherVerified: row.publisher_verified_at !== null,
    });
    const state = installationState({
      mayInstall:
        actsForPeople &&
        row.user_installs_blocked_at === null &&
        fault === null &&
        (row.highest_level === null || asked <= levelFrom(row.highest_level)),
      // An app that is there and does not suit the rules any more is refused on every call.
      blocked: fault === 'app_blocked' || (fault !== null && row.installation_id !== null),
      asked: row.request_id !== null,
      installation:
        row.installation_id === null
          ? null
          : { disconnected: row.disconnected_at !== null, uninstalled: row.uninstalled_at !== null },
    });
    return { companyId: row.id, name: row.name, state };
  });
  return { version, companies };
}

function companiesOf(tx: Reader<Tables>, personId: number, appId: number, environment: Environment) {
  return (
    tx
      .selectFrom('company_members')
      .innerJoin('companies', 'companies.id', 'company_members.company_id')
      // Of an app that nobody allowed yet there is no row.
      .leftJoin('apps', (join) => join.on('apps.id', '=', appId))
      .leftJoin('installations', (join) =>
        join
          .onRef('installations.company_id', '=', 'companies.id')
          .onRef('installations.app_id', '=', 'apps.id'),
      )
      .leftJoin('installation_requests', (join) =>
        join
          .onRef('installation_requests.company_id', '=', 'companies.id')
          .onRef('installation_requests.app_id', '=', 'apps.id')
          .on('installation_requests.person_id', '=', personId)
          .on('installation_requests.status', '=', 'pending'),
      )
      .leftJoin('app_policies', 'app_policies.company_id', 'companies.id')
      .leftJoin('app_policy_entries', (join) =>
        join
          .onRef('app_policy_entries.company_id', '=', 'companies.id')
          .onRef('app_policy_entries.app_id', '=', 'apps.id'),
      )
      .select([
        'companies.id',
        'companies.name',
        'companies.user_installs_blocked_at',
        'apps.publisher_verified_at',
        'installations.id as installation_id',
        'installations.disconnected_at',
        'installations.uninstalled_at',
        'installation_requests.id as request_id',
        'app_policies.mode',
        'app_policies.verified_only_since',
        'app_policies.highest_level',
        'app_policy_entries.listing',
      ])
      .where('company_members.person_id', '=', personId)
      .where('company_members.removed_at', 'is', null)
      .where('company_members.pending_since', 'is', null)
      .where('companies.environment', '=', environment)
      .where('companies.deactivated_at', 'is', null)
      .orderBy('companies.name')
  );
}

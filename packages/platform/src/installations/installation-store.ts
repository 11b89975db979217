import type { Reader, Writer } from '@gatehouse/database';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { Environment, InstallationRow, Tables } from '../schema/tables.ts';
import { type InstallationState, installationState } from './installation.ts';

export interface CompanyInstallation {
  readonly companyId: number;
  readonly name: string;
  readonly state: InstallationState;
}

/**
 * An app in every company of a person that credentials of this environment can reach: sandbox credentials see
 * sandbox companies only, production credentials production companies only (rule P3).
 */
export async function installationsOf(
  tx: Reader<Tables>,
  personId: number,
  appId: number,
  environment: Environment,
): Promise<readonly CompanyInstallation[]> {
  const rows = await tx
    .selectFrom('company_members')
    .innerJoin('companies', 'companies.id', 'company_members.company_id')
    .leftJoin('installations', (join) =>
      join.onRef('installations.company_id', '=', 'companies.id').on('installations.app_id', '=', appId),
    )
    .select([
      'companies.id',
      'companies.name',
      'companies.user_installs_blocked_at',
      'installations.id as installation_id',
      'installations.disconnected_at',
      'installations.uninstalled_at',
    ])
    .where('company_members.person_id', '=', personId)
    .where('company_members.removed_at', 'is', null)
    .where('companies.environment', '=', environment)
    .where('companies.deactivated_at', 'is', null)
    .orderBy('companies.name')
    .execute();
  return rows.map((row) => ({
    companyId: row.id,
    name: row.name,
    state: installationState({
      userInstallsBlocked: row.user_installs_blocked_at !== null,
      installation:
        row.installation_id === null
          ? null
          : { disconnected: row.disconnected_at !== null, uninstalled: row.uninstalled_at !== null },
    }),
  }));
}

/** Connects an app with a company, and says so in the audit. There must be no installation yet. */
export async function install(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  installation: {
    readonly appId: number;
    readonly personId: number;
    readonly how: InstallationRow['origin'];
  },
): Promise<void> {
  await tx
    .insertInto('installations')
    .values({
      company_id: companyId,
      app_id: installation.appId,
      installed_by: installation.personId,
      installed_at: house.clock.now(),
      origin: installation.how,
      disconnected_at: null,
      uninstalled_at: null,
    })
    .execute();
  await record(house, tx, origin, {
    event: 'app.installed',
    companyId,
    subject: `app:${installation.appId}`,
    details: { how: installation.how },
  });
}

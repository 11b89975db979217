import type { Reader, Writer } from '@gatehouse/database';
import type { Environment, InstallationRow, Tables } from '../schema/tables.ts';
import { type InstallationStanding, standingOf } from './installation-machine.ts';

/** An app in a company, with the names that an admin reads. */
export interface StoredInstallation {
  readonly id: number;
  readonly companyId: number;
  readonly environment: Environment;
  readonly app: StoredApp;
  readonly standing: InstallationStanding;
  readonly versionId: number | null;
  readonly origin: InstallationRow['origin'];
  readonly installedAt: number;
  readonly installedBy: StoredPerson;
  readonly disconnectedAt: number | null;
  readonly uninstalledAt: number | null;
  readonly uninstalledBy: StoredPerson | null;
}

export interface StoredApp {
  readonly id: number;
  readonly name: string;
  readonly publisher: string;
  readonly description: string;
  readonly verified: boolean;
}

export interface StoredPerson {
  readonly id: number;
  readonly name: string;
}

export async function findInstallation(
  tx: Reader<Tables>,
  companyId: number,
  id: number,
): Promise<StoredInstallation | undefined> {
  const row = await installations(tx, companyId).where('installations.id', '=', id).executeTakeFirst();
  return row && installationFrom(row);
}

export async function findInstallationOfApp(
  tx: Reader<Tables>,
  companyId: number,
  appId: number,
): Promise<StoredInstallation | undefined> {
  const row = await installations(tx, companyId).where('installations.app_id', '=', appId).executeTakeFirst();
  return row && installationFrom(row);
}

/**
 * A page of the company's apps, by name: those that were uninstalled too, for they can come back. `only` narrows it to
 * these app ids.
 */
export async function listInstallations(
  tx: Reader<Tables>,
  companyId: number,
  { perPage, offset }: { readonly perPage: number; readonly offset: number },
  only?: ReadonlySet<number>,
): Promise<{ readonly total: number; readonly installations: readonly StoredInstallation[] }> {
  if (only?.size === 0) return { total: 0, installations: [] };
  const wanted = [...(only ?? [])];
  const { total } = await tx
    .selectFrom('installations')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('company_id', '=', companyId)
    .$if(only !== undefined, (query) => query.where('app_id', 'in', wanted))
    .executeTakeFirstOrThrow();
  const rows = await installations(tx, companyId)
    .$if(only !== undefined, (query) => query.where('installations.app_id', 'in', wanted))
    .orderBy('apps.name')
    .orderBy('installations.id')
    .limit(perPage)
    .offset(offset)
    .execute();
  return { total, installations: rows.map(installationFrom) };
}

/** Adds the row of an app that was never in the company. @throws a unique violation where it was. */
export async function insertInstallation(
  tx: Writer<Tables>,
  companyId: number,
  row: Pick<InstallationRow, 'app_id' | 'installed_by' | 'installed_at' | 'origin'>,
): Promise<number> {
  const { id } = await tx
    .insertInto('installations')
    .values({ ...row, company_id: companyId, disconnected_at: null, uninstalled_at: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function changeInstallation(
  tx: Writer<Tables>,
  companyId: number,
  id: number,
  change: Partial<Omit<InstallationRow, 'id' | 'company_id' | 'app_id'>>,
): Promise<void> {
  await tx
    .updateTable('installations')
    .set(change)
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .execute();
}

function installations(tx: Reader<Tables>, companyId: number) {
  return tx
    .selectFrom('installations')
    .innerJoin('companies', 'companies.id', 'installations.company_id')
    .innerJoin('apps', 'apps.id', 'installations.app_id')
    .innerJoin('people as installer', 'installer.id', 'installations.installed_by')
    .leftJoin('people as remover', 'remover.id', 'installations.uninstalled_by')
    .select([
      'installations.id',
      'installations.company_id',
      'installations.app_id',
      'installations.app_version_id',
      'installations.origin',
      'installations.installed_at',
      'installations.installed_by',
      'installations.disconnected_at',
      'installations.uninstalled_at',
      'installations.uninstalled_by',
      'companies.environment',
      'apps.name as app_name',
      'apps.publisher',
      'apps.description',
      'apps.publisher_verified_at',
      'installer.name as installer_name',
      'remover.name as remover_name',
    ])
    .where('installations.company_id', '=', companyId);
}

type Row = Awaited<ReturnType<ReturnType<typeof installations>['executeTakeFirstOrThrow']>>;

function installationFrom(row: Row): StoredInstallation {
  const { uninstalled_by: removerId, remover_name: removerName } = row;
  return {
    id: row.id,
    companyId: row.company_id,
    environment: row.environment,
    app: {
      id: row.app_id,
      name: row.app_name,
      publisher: row.publisher,
      description: row.description,
      verified: row.publisher_verified_at !== null,
    },
    standing: standingOf(row),
    versionId: row.app_version_id,
    origin: row.origin,
    installedAt: row.installed_at,
    installedBy: { id: row.installed_by, name: row.installer_name },
    disconnectedAt: row.disconnected_at,
    uninstalledAt: row.uninstalled_at,
    uninstalledBy: removerId === null || removerName === null ? null : { id: removerId, name: removerName },
  };
}

import type { Reader } from '@gatehouse/database';
import type { Environment } from '../schema/tables/companies.ts';
import type { Tables } from '../schema/tables.ts';

/** A grant of a person that is alive, with the app behind it. */
export interface ConnectedAppRow {
  readonly grantId: string;
  readonly appId: number;
  readonly appName: string;
  readonly publisher: string;
  readonly publisherVerifiedAt: number | null;
  readonly environment: Environment;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
  readonly lastUsedFrom: string | null;
}

/** A company of the person that the app of a grant could reach, and what stands between them. */
export interface ConnectedCompanyRow {
  readonly grantId: string;
  readonly id: number;
  readonly name: string;
  /** Null where the app is not installed. */
  readonly installedAt: number | null;
  readonly disconnectedAt: number | null;
  readonly uninstalledAt: number | null;
  /** The person keeps the app out. */
  readonly leftOutAt: number | null;
}

/** The apps that hold access in a person's name, the latest allowed first. */
export async function listConnectedApps(tx: Reader<Tables>, personId: number): Promise<ConnectedAppRow[]> {
  return await tx
    .selectFrom('grants')
    .innerJoin('clients', 'clients.client_id', 'grants.client_id')
    .innerJoin('apps', 'apps.id', 'clients.app_id')
    .select([
      'grants.id as grantId',
      'apps.id as appId',
      'apps.name as appName',
      'apps.publisher',
      'apps.publisher_verified_at as publisherVerifiedAt',
      'clients.environment',
      'grants.created_at as createdAt',
      'grants.last_used_at as lastUsedAt',
      'grants.last_used_from as lastUsedFrom',
    ])
    .where('grants.person_id', '=', personId)
    .where('grants.revoked_at', 'is', null)
    .orderBy('grants.created_at', 'desc')
    .orderBy('grants.id')
    .execute();
}

/** The companies the person belongs to, for each of those apps. */
export async function listConnectedCompanies(
  tx: Reader<Tables>,
  personId: number,
): Promise<ConnectedCompanyRow[]> {
  return await tx
    .selectFrom('grants')
    .innerJoin('clients', 'clients.client_id', 'grants.client_id')
    .innerJoin('company_members', 'company_members.person_id', 'grants.person_id')
    .innerJoin('companies', (join) =>
      join
        .onRef('companies.id', '=', 'company_members.company_id')
        // One app has a client for each environment, and neither reaches the other's companies (rule P3).
        .onRef('companies.environment', '=', 'clients.environment'),
    )
    .leftJoin('installations', (join) =>
      join
        .onRef('installations.company_id', '=', 'companies.id')
        .onRef('installations.app_id', '=', 'clients.app_id'),
    )
    .leftJoin('grant_companies', (join) =>
      join
        .onRef('grant_companies.grant_id', '=', 'grants.id')
        .onRef('grant_companies.company_id', '=', 'companies.id'),
    )
    .select([
      'grants.id as grantId',
      'companies.id',
      'companies.name',
      'installations.installed_at as installedAt',
      'installations.disconnected_at as disconnectedAt',
      'installations.uninstalled_at as uninstalledAt',
      'grant_companies.left_out_at as leftOutAt',
    ])
    .where('grants.person_id', '=', personId)
    .where('grants.revoked_at', 'is', null)
    .where('clients.app_id', 'is not', null)
    .where('company_members.removed_at', 'is', null)
    .where('company_members.pending_since', 'is', null)
    .where('companies.deactivated_at', 'is', null)
    .orderBy('companies.name')
    .orderBy('companies.id')
    .execute();
}

/** Whether this grant, alive or revoked, is this person's. */
export async function isGrantOf(tx: Reader<Tables>, personId: number, grantId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('grants')
    .select('id')
    .where('id', '=', grantId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return found !== undefined;
}

/** The client of this person's grant; undefined where it is not theirs, or not alive. */
export async function clientOfGrant(
  tx: Reader<Tables>,
  personId: number,
  grantId: string,
): Promise<string | undefined> {
  const found = await tx
    .selectFrom('grants')
    .select('client_id')
    .where('id', '=', grantId)
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return found?.client_id;
}

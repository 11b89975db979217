import type { Reader } from '@gatehouse/database';
import type { Environment, Tables } from '../../schema/tables.ts';

/** By which an app calls: a client of its own, and the chain of the person it acts for, or none for itself. */
export interface Means {
  readonly clientId: string;
  readonly epoch: number;
  readonly environment: Environment;
  readonly familyId: string | null;
}

interface Of {
  readonly appId: number;
  readonly environment: Environment;
  readonly most: number;
}

/** Living chains of the members of a project by which an app acts for them, those of the latest use first. */
export async function chainsOfMembers(
  tx: Reader<Tables>,
  companyId: number,
  projectId: number,
  of: Of,
): Promise<Means[]> {
  return await chains(tx, of)
    .innerJoin('project_members', 'project_members.person_id', 'grants.person_id')
    .where('project_members.company_id', '=', companyId)
    .where('project_members.project_id', '=', projectId)
    // Engines differ in where what is null stands.
    .orderBy('grants.last_used_at', (by) => by.desc().nullsLast())
    .execute();
}

/** The same of people who have used the app in a company. */
export async function chainsOfUsers(tx: Reader<Tables>, companyId: number, of: Of): Promise<Means[]> {
  return await chains(tx, of)
    .innerJoin('app_users', 'app_users.person_id', 'grants.person_id')
    .where('app_users.company_id', '=', companyId)
    .where('app_users.app_id', '=', of.appId)
    .orderBy('app_users.last_used_at', 'desc')
    .execute();
}

function chains(tx: Reader<Tables>, { appId, environment, most }: Of) {
  return tx
    .selectFrom('grants')
    .innerJoin('clients', 'clients.client_id', 'grants.client_id')
    .innerJoin('token_families', 'token_families.grant_id', 'grants.id')
    .select([
      'clients.client_id as clientId',
      'clients.epoch',
      'clients.environment',
      'token_families.id as familyId',
    ])
    .where('clients.app_id', '=', appId)
    .where('clients.environment', '=', environment)
    .where('grants.revoked_at', 'is', null)
    .where('token_families.revoked_at', 'is', null)
    .limit(most);
}

/** The clients by which an app has an account of its own in a company. */
export async function accountsOf(
  tx: Reader<Tables>,
  companyId: number,
  { appId, environment }: Omit<Of, 'most'>,
): Promise<Means[]> {
  const rows = await tx
    .selectFrom('service_accounts')
    .innerJoin('clients', 'clients.client_id', 'service_accounts.client_id')
    .select(['clients.client_id as clientId', 'clients.epoch', 'clients.environment'])
    .where('service_accounts.company_id', '=', companyId)
    .where('service_accounts.ceased_at', 'is', null)
    .where('clients.app_id', '=', appId)
    .where('clients.environment', '=', environment)
    .execute();
  return rows.map((row) => ({ ...row, familyId: null }));
}

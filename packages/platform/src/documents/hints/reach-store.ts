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

/** Living chains of people who have used an app in a company, of the latest users first; in a project, its members'. */
export async function chainsOfUsers(
  tx: Reader<Tables>,
  companyId: number,
  { appId, environment, most }: Of,
  projectId: number | null,
): Promise<Means[]> {
  return await tx
    .selectFrom('app_users')
    .innerJoin('grants', 'grants.person_id', 'app_users.person_id')
    .innerJoin('clients', 'clients.client_id', 'grants.client_id')
    .innerJoin('token_families', 'token_families.grant_id', 'grants.id')
    .select([
      'clients.client_id as clientId',
      'clients.epoch',
      'clients.environment',
      'token_families.id as familyId',
    ])
    .where('app_users.company_id', '=', companyId)
    .where('app_users.app_id', '=', appId)
    .where('clients.app_id', '=', appId)
    .where('clients.environment', '=', environment)
    .where('grants.revoked_at', 'is', null)
    .where('token_families.revoked_at', 'is', null)
    .$if(projectId !== null, (some) =>
      some.where('app_users.person_id', 'in', (from) =>
        from
          .selectFrom('project_members')
          .select('person_id')
          .where('company_id', '=', companyId)
          .where('project_id', '=', projectId),
      ),
    )
    .orderBy('app_users.last_used_at', 'desc')
    .limit(most)
    .execute();
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

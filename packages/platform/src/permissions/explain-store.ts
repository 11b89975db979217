import type { Reader } from '@gatehouse/database';
import type { Environment, Tables } from '../schema/tables.ts';

export interface ClientHere {
  readonly clientId: string;
  readonly epoch: number;
  readonly environment: Environment;
}

/** A client that a company may ask about: of an app that was installed in it, or of an account it has. */
export async function clientHere(
  tx: Reader<Tables>,
  companyId: number,
  clientId: string,
): Promise<ClientHere | undefined> {
  return await tx
    .selectFrom('clients')
    .select(['client_id as clientId', 'epoch', 'environment'])
    .where('client_id', '=', clientId)
    .where((eb) =>
      eb.or([
        eb.exists(
          eb
            .selectFrom('installations')
            .select('installations.id')
            .whereRef('installations.app_id', '=', 'clients.app_id')
            .where('installations.company_id', '=', companyId),
        ),
        eb.exists(
          eb
            .selectFrom('service_accounts')
            .select('service_accounts.id')
            .whereRef('service_accounts.client_id', '=', 'clients.client_id')
            .where('service_accounts.company_id', '=', companyId),
        ),
      ]),
    )
    .executeTakeFirst();
}

/** The client of an app of the company: the app has one for each environment. */
export async function clientOfApp(
  tx: Reader<Tables>,
  companyId: number,
  appId: number,
): Promise<ClientHere | undefined> {
  return await tx
    .selectFrom('installations')
    .innerJoin('companies', 'companies.id', 'installations.company_id')
    .innerJoin('clients', (join) =>
      join
        .onRef('clients.app_id', '=', 'installations.app_id')
        .onRef('clients.environment', '=', 'companies.environment'),
    )
    .select(['clients.client_id as clientId', 'clients.epoch', 'clients.environment'])
    .where('installations.company_id', '=', companyId)
    .where('installations.app_id', '=', appId)
    .executeTakeFirst();
}

/** Whether somebody is in the company now, or its directory but knows them: named, or removed. Undefined for a stranger. */
export async function membershipOf(
  tx: Reader<Tables>,
  companyId: number,
  personId: number,
): Promise<'present' | 'absent' | undefined> {
  const row = await tx
    .selectFrom('company_members')
    .select(['removed_at', 'pending_since'])
    .where('company_id', '=', companyId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return row.removed_at === null && row.pending_since === null ? 'present' : 'absent';
}

/** Whether an item is private because new ones are so in its place: from its first moment, while that was set. */
export async function isPrivateFromDefault(
  tx: Reader<Tables>,
  companyId: number,
  documentId: number,
): Promise<boolean> {
  const row = await tx
    .selectFrom('documents')
    .innerJoin('document_settings as place', (join) =>
      join
        .onRef('place.company_id', '=', 'documents.company_id')
        .on((eb) => eb('place.project_id', '=', eb.fn.coalesce('documents.project_id', eb.lit(0)))),
    )
    .select('documents.id')
    .where('documents.company_id', '=', companyId)
    .where('documents.id', '=', documentId)
    .whereRef('documents.private_at', '=', 'documents.created_at')
    .whereRef('place.private_by_default_since', '<=', 'documents.created_at')
    .executeTakeFirst();
  return row !== undefined;
}

/** The newest chain of tokens by which a member lets a client act for them; none, and the answer is a chain of no name. */
export async function chainOf(
  tx: Reader<Tables>,
  companyId: number,
  clientId: string,
  personId: number,
): Promise<string> {
  const row = await tx
    .selectFrom('token_families')
    .innerJoin('grants', 'grants.id', 'token_families.grant_id')
    .innerJoin('company_members', 'company_members.person_id', 'grants.person_id')
    .select(({ fn }) => fn.max('token_families.id').as('id'))
    .where('company_members.company_id', '=', companyId)
    .where('grants.client_id', '=', clientId)
    .where('grants.person_id', '=', personId)
    .where('token_families.revoked_at', 'is', null)
    .executeTakeFirst();
  return row?.id ?? '';
}

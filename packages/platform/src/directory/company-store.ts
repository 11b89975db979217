import type { Reader } from '@gatehouse/database';
import type { Environment, Tables } from '../schema/tables.ts';

export interface FoundCompany {
  readonly id: number;
  readonly name: string;
  readonly active: boolean;
  readonly employer: boolean;
}

export interface CompanyPage {
  readonly total: number;
  readonly companies: readonly FoundCompany[];
}

/** Who lists: a person, perhaps through an app that reaches one environment only, or a client that acts for itself. */
export type Lister =
  | {
      readonly kind: 'person';
      readonly personId: number;
      readonly environment: Environment | null;
      /** The app's grant, which does not reach the companies that the person left out; null for the person alone. */
      readonly grantId: string | null;
    }
  | { readonly kind: 'client'; readonly clientId: string };

/** The companies whose directory holds the lister, by id, or the one of them that is asked for. An app that is disconnected in one is not blind to it. */
export async function listCompanies(
  tx: Reader<Tables>,
  lister: Lister,
  { perPage, offset, only }: { readonly perPage: number; readonly offset: number; readonly only?: number },
): Promise<CompanyPage> {
  const all = lister.kind === 'person' ? ofPerson(tx, lister) : ofClient(tx, lister.clientId);
  const visible = only === undefined ? all : all.where('companies.id', '=', only);
  const { total } = await visible
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await visible
    .select(['companies.id', 'companies.name', 'companies.deactivated_at', 'company_members.employee_since'])
    .orderBy('companies.id')
    .limit(perPage)
    .offset(offset)
    .execute();
  const employer = await employerOf(tx, lister);
  return {
    total,
    companies: rows.map((row) => ({
      id: row.id,
      name: row.name,
      active: row.deactivated_at === null,
      employer: row.id === employer,
    })),
  };
}

/** One company by id; its caller was already found in it. */
export async function findCompany(
  tx: Reader<Tables>,
  companyId: number,
  personId: number,
): Promise<FoundCompany | undefined> {
  const row = await tx
    .selectFrom('companies')
    .select(['id', 'name', 'deactivated_at'])
    .where('id', '=', companyId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const employer = await employerOf(tx, { kind: 'person', personId, environment: null, grantId: null });
  return { id: row.id, name: row.name, active: row.deactivated_at === null, employer: row.id === employer };
}

function ofPerson(
  tx: Reader<Tables>,
  { personId, environment, grantId }: Extract<Lister, { kind: 'person' }>,
) {
  return tx
    .selectFrom('company_members')
    .innerJoin('companies', 'companies.id', 'company_members.company_id')
    .where('company_members.person_id', '=', personId)
    .where('company_members.removed_at', 'is', null)
    .where('company_members.pending_since', 'is', null)
    .$if(environment !== null, (query) => query.where('companies.environment', '=', environment))
    .$if(grantId !== null, (query) =>
      query.where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('grant_companies')
              .select('grant_companies.company_id')
              .whereRef('grant_companies.company_id', '=', 'companies.id')
              .where('grant_companies.grant_id', '=', grantId)
              .where('grant_companies.left_out_at', 'is not', null),
          ),
        ),
      ),
    );
}

/** Where a client's accounts live: for a developer-managed one, the companies that have its app installed. */
function ofClient(tx: Reader<Tables>, clientId: string) {
  return tx
    .selectFrom('service_accounts')
    .innerJoin('clients', 'clients.client_id', 'service_accounts.client_id')
    .innerJoin('companies', 'companies.id', 'service_accounts.company_id')
    .innerJoin('people', 'people.id', 'service_accounts.person_id')
    .innerJoin('company_members', (join) =>
      join
        .onRef('company_members.company_id', '=', 'service_accounts.company_id')
        .onRef('company_members.person_id', '=', 'service_accounts.person_id'),
    )
    .leftJoin('installations', (join) =>
      join
        .onRef('installations.company_id', '=', 'service_accounts.company_id')
        .onRef('installations.app_id', '=', 'clients.app_id'),
    )
    .where('service_accounts.client_id', '=', clientId)
    .where('service_accounts.ceased_at', 'is', null)
    .where('people.deactivated_at', 'is', null)
    .where('company_members.removed_at', 'is', null)
    .whereRef('companies.environment', '=', 'clients.environment')
    .where((eb) =>
      eb.or([
        eb('clients.app_id', 'is', null),
        eb.and([eb('installations.id', 'is not', null), eb('installations.uninstalled_at', 'is', null)]),
      ]),
    );
}

/** `my_company` holds for one company at most, so of several employers the first counts. */
async function employerOf(tx: Reader<Tables>, lister: Lister): Promise<number | null> {
  if (lister.kind === 'client') return null;
  const { employer } = await tx
    .selectFrom('company_members')
    .select((eb) => eb.fn.min<number | null>('company_id').as('employer'))
    .where('person_id', '=', lister.personId)
    .where('employee_since', 'is not', null)
    .where('removed_at', 'is', null)
    .where('pending_since', 'is', null)
    .executeTakeFirstOrThrow();
  return employer;
}

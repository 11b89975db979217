import type { Reader } from '@gatehouse/database';
import type { Environment, Tables } from '../../schema/tables.ts';
import { credentialOf } from '../credential-store.ts';
import type { StoredInstallation } from '../installation-store.ts';

/** What the wire tells of an app that the management API does not. */
export interface AppOnTheWire {
  readonly clientId: string | null;
  readonly companyName: string;
  readonly createdAt: number;
  readonly listing: {
    readonly tagline: string;
    readonly about: string;
    readonly supportEmail: string | null;
    readonly website: string | null;
    readonly decidedAt: number;
  } | null;
}

export interface PersonOnTheWire {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly active: boolean;
}

export async function findAppOnTheWire(
  tx: Reader<Tables>,
  { companyId, environment, app }: StoredInstallation,
): Promise<AppOnTheWire> {
  const row = await tx
    .selectFrom('apps')
    .innerJoin('companies', (join) => join.on('companies.id', '=', companyId))
    .leftJoin('app_listings', (join) =>
      join.onRef('app_listings.app_id', '=', 'apps.id').on('app_listings.status', '=', 'approved'),
    )
    .select([
      'apps.created_at',
      'companies.name as company_name',
      'app_listings.tagline',
      'app_listings.about',
      'app_listings.support_email',
      'app_listings.website',
      'app_listings.decided_at',
    ])
    .where('apps.id', '=', app.id)
    .executeTakeFirstOrThrow();
  const { tagline, about } = row;
  return {
    clientId: (await credentialOf(tx, app.id, environment))?.clientId ?? null,
    companyName: row.company_name,
    createdAt: row.created_at,
    listing:
      tagline === null || about === null
        ? null
        : {
            tagline,
            about,
            supportEmail: row.support_email,
            website: row.website,
            decidedAt: row.decided_at ?? row.created_at,
          },
  };
}

export async function findPersonOnTheWire(
  tx: Reader<Tables>,
  companyId: number,
  personId: number,
): Promise<PersonOnTheWire | undefined> {
  const row = await tx
    .selectFrom('people')
    .innerJoin('company_members', 'company_members.person_id', 'people.id')
    .select(['people.id', 'people.email', 'people.name', 'people.deactivated_at'])
    .where('company_members.company_id', '=', companyId)
    .where('people.id', '=', personId)
    .executeTakeFirst();
  return row && { id: row.id, login: row.email, name: row.name, active: row.deactivated_at === null };
}

/** The app behind a client id of this environment; `developer_app_id` may also be the app's own number. */
export async function appIdOf(
  tx: Reader<Tables>,
  environment: Environment,
  named: string | number,
): Promise<number | undefined> {
  const row = await tx
    .selectFrom('clients')
    .select('app_id')
    .where('environment', '=', environment)
    .where('app_id', 'is not', null)
    .where((eb) =>
      /^[0-9]{1,15}$/.test(String(named))
        ? eb('app_id', '=', Number(named))
        : eb('client_id', '=', String(named)),
    )
    .executeTakeFirst();
  return row?.app_id ?? undefined;
}

/** The installed apps that work in one project: those permitted there, and those that have no account of their own. */
export async function appsInProject(
  tx: Reader<Tables>,
  companyId: number,
  projectId: number,
): Promise<ReadonlySet<number>> {
  const rows = await tx
    .selectFrom('installations')
    .select('installations.app_id')
    .where('installations.company_id', '=', companyId)
    .where(({ or, not, exists, selectFrom }) =>
      or([
        exists(
          selectFrom('permitted_projects')
            .select('permitted_projects.app_id')
            .whereRef('permitted_projects.app_id', '=', 'installations.app_id')
            .where('permitted_projects.company_id', '=', companyId)
            .where('permitted_projects.project_id', '=', projectId),
        ),
        not(
          exists(
            selectFrom('service_accounts')
              .innerJoin('clients', 'clients.client_id', 'service_accounts.client_id')
              .select('service_accounts.id')
              .whereRef('clients.app_id', '=', 'installations.app_id')
              .where('service_accounts.company_id', '=', companyId),
          ),
        ),
      ]),
    )
    .execute();
  return new Set(rows.map(({ app_id }) => app_id));
}

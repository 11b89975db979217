import type { Reader } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';
import type { StoredApp } from './installation-store.ts';

const columns = [
  'apps.id',
  'apps.name',
  'apps.publisher',
  'apps.description',
  'apps.publisher_verified_at',
] as const;

/** @throws where there is no such app. */
export async function findApp(tx: Reader<Tables>, appId: number): Promise<StoredApp> {
  return appFrom(
    await tx.selectFrom('apps').select(columns).where('id', '=', appId).executeTakeFirstOrThrow(),
  );
}

/** The apps a company has met: installed or asked for here, or on its own lists. `only` narrows to these ids. */
export async function metApps(
  tx: Reader<Tables>,
  companyId: number,
  only?: readonly number[],
): Promise<readonly StoredApp[]> {
  if (only?.length === 0) return [];
  const rows = await tx
    .selectFrom('apps')
    .select(columns)
    .where(({ or, exists, selectFrom }) =>
      or(
        (['installations', 'installation_requests', 'app_policy_entries'] as const).map((table) =>
          exists(
            selectFrom(table)
              .select(`${table}.app_id`)
              .whereRef(`${table}.app_id`, '=', 'apps.id')
              .where(`${table}.company_id`, '=', companyId),
          ),
        ),
      ),
    )
    .$if(only !== undefined, (query) => query.where('apps.id', 'in', [...new Set(only)]))
    .orderBy('apps.name')
    .orderBy('apps.id')
    .execute();
  return rows.map(appFrom);
}

function appFrom({
  publisher_verified_at: verifiedAt,
  ...app
}: Omit<StoredApp, 'verified'> & { readonly publisher_verified_at: number | null }): StoredApp {
  return { ...app, verified: verifiedAt !== null };
}

/** Those of the apps that the marketplace shows to everyone. */
export async function listedApps(tx: Reader<Tables>, appIds: readonly number[]): Promise<readonly number[]> {
  if (appIds.length === 0) return [];
  const rows = await tx
    .selectFrom('app_listings')
    .innerJoin('apps', 'apps.id', 'app_listings.app_id')
    .select('apps.id')
    .where('apps.id', 'in', [...new Set(appIds)])
    .where('apps.suspended_at', 'is', null)
    .where('app_listings.status', '=', 'approved')
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * Those of the apps that do not exist to a company: neither met nor in the marketplace. Nobody learns of a custom
 * app by counting ids.
 */
export async function strangeApps(
  tx: Reader<Tables>,
  companyId: number,
  appIds: readonly number[],
): Promise<readonly number[]> {
  const known = new Set(await listedApps(tx, appIds));
  for (const { id } of await metApps(tx, companyId, appIds)) known.add(id);
  return [...new Set(appIds)].filter((id) => !known.has(id));
}

/** Whether a person of a company may name this app: the company knows it, or they themselves allowed it. */
export async function mayName(
  tx: Reader<Tables>,
  companyId: number,
  personId: number,
  appId: number,
): Promise<boolean> {
  if ((await strangeApps(tx, companyId, [appId])).length === 0) return true;
  const grant = await tx
    .selectFrom('grants')
    .innerJoin('clients', 'clients.client_id', 'grants.client_id')
    .select('grants.id')
    .where('grants.person_id', '=', personId)
    .where('grants.revoked_at', 'is', null)
    .where('clients.app_id', '=', appId)
    .executeTakeFirst();
  return grant !== undefined;
}

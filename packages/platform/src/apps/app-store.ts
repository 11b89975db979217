import type { Reader } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';
import type { Role } from './collaborators.ts';
import type { ListingStatus } from './listing-machine.ts';
import type { VersionStatus } from './version-machine.ts';

/** An app in the eyes of one of its collaborators. */
export interface FoundApp {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly publisher: string;
  readonly publisher_verified_at: number | null;
  readonly verification_requested_at: number | null;
  readonly created_at: number;
  readonly suspended_at: number | null;
  readonly role: Role;
  readonly sandbox_company_id: number | null;
  readonly sandbox_company_name: string | null;
  readonly version_id: number | null;
  readonly semver: string | null;
  readonly version_status: VersionStatus | null;
  /** Null where nobody has written the listing yet. */
  readonly listing_status: ListingStatus | null;
}

/** An app that this person works on; to anybody else it does not exist. */
export async function findApp(
  tx: Reader<Tables>,
  personId: number,
  appId: number,
): Promise<FoundApp | undefined> {
  return await appsOf(tx, personId).where('apps.id', '=', appId).executeTakeFirst();
}

/** The apps that a person works on, newest first. */
export async function listApps(
  tx: Reader<Tables>,
  personId: number,
  slice: { readonly offset: number; readonly perPage: number },
): Promise<{ readonly total: number; readonly apps: readonly FoundApp[] }> {
  const { total } = await tx
    .selectFrom('app_collaborators')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow();
  const apps = await appsOf(tx, personId)
    .orderBy('apps.id', 'desc')
    .limit(slice.perPage)
    .offset(slice.offset)
    .execute();
  return { total: Number(total), apps };
}

function appsOf(tx: Reader<Tables>, personId: number) {
  return tx
    .selectFrom('app_collaborators')
    .innerJoin('apps', 'apps.id', 'app_collaborators.app_id')
    .leftJoin('companies', 'companies.id', 'apps.sandbox_company_id')
    .leftJoin('app_listings', 'app_listings.app_id', 'apps.id')
    .leftJoin('app_versions', (join) =>
      join.on('app_versions.id', '=', ({ selectFrom }) =>
        selectFrom('app_versions as saved')
          .select(({ fn }) => fn.max('saved.id').as('newest'))
          .whereRef('saved.app_id', '=', 'apps.id'),
      ),
    )
    .select([
      'apps.id',
      'apps.name',
      'apps.description',
      'apps.publisher',
      'apps.publisher_verified_at',
      'apps.verification_requested_at',
      'apps.created_at',
      'apps.suspended_at',
      'app_collaborators.role',
      'apps.sandbox_company_id',
      'companies.name as sandbox_company_name',
      'app_versions.id as version_id',
      'app_versions.semver',
      'app_versions.status as version_status',
      'app_listings.status as listing_status',
    ])
    .where('app_collaborators.person_id', '=', personId);
}

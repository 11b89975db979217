import type { Reader } from '@gatehouse/database';
import type { Environment, Tables } from '../schema/tables.ts';
import type { StoredApp } from './installation-store.ts';

export interface StoredListing {
  readonly app: StoredApp;
  readonly tagline: string;
  readonly about: string;
  readonly supportEmail: string | null;
  readonly website: string | null;
}

/** A page of the approved listings that have something to install. A sandbox has no marketplace: it is for trying. */
export async function listMarketplace(
  tx: Reader<Tables>,
  environment: Environment,
  { perPage, offset }: { readonly perPage: number; readonly offset: number },
): Promise<{ readonly total: number; readonly listings: readonly StoredListing[] }> {
  if (environment === 'sandbox') return { total: 0, listings: [] };
  const { total } = await approved(tx)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await approved(tx)
    .select([
      'apps.id',
      'apps.name',
      'apps.publisher',
      'apps.description',
      'apps.publisher_verified_at',
      'app_listings.tagline',
      'app_listings.about',
      'app_listings.support_email',
      'app_listings.website',
    ])
    .orderBy('apps.name')
    .orderBy('apps.id')
    .limit(perPage)
    .offset(offset)
    .execute();
  const listings = rows.map((row) => ({
    app: {
      id: row.id,
      name: row.name,
      publisher: row.publisher,
      description: row.description,
      verified: row.publisher_verified_at !== null,
    },
    tagline: row.tagline,
    about: row.about,
    supportEmail: row.support_email,
    website: row.website,
  }));
  return { total, listings };
}

function approved(tx: Reader<Tables>) {
  return tx
    .selectFrom('app_listings')
    .innerJoin('apps', 'apps.id', 'app_listings.app_id')
    .where('app_listings.status', '=', 'approved')
    .where('apps.suspended_at', 'is', null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('app_versions')
          .select('app_versions.id')
          .whereRef('app_versions.app_id', '=', 'apps.id')
          .where('app_versions.status', '=', 'promoted'),
      ),
    );
}

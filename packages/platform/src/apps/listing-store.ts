import type { Reader, Writer } from '@gatehouse/database';
import type { AppListingRow, Tables } from '../schema/tables.ts';

export type FoundListing = Omit<AppListingRow, 'app_id' | 'decided_by'>;

/** What a listing is before anybody has written it. */
export const emptyListing: FoundListing = {
  status: 'draft',
  tagline: '',
  about: '',
  support_email: null,
  website: null,
  submitted_at: null,
  decided_at: null,
  review_note: null,
};

const columns = [
  'app_listings.status',
  'app_listings.tagline',
  'app_listings.about',
  'app_listings.support_email',
  'app_listings.website',
  'app_listings.submitted_at',
  'app_listings.decided_at',
  'app_listings.review_note',
] as const;

export async function findListing(tx: Reader<Tables>, appId: number): Promise<FoundListing> {
  const row = await tx
    .selectFrom('app_listings')
    .select(columns)
    .where('app_id', '=', appId)
    .executeTakeFirst();
  return row ?? emptyListing;
}

export async function putListing(
  tx: Writer<Tables>,
  appId: number,
  listing: FoundListing & { readonly decided_by?: number | null },
): Promise<void> {
  const held = { ...listing, decided_by: listing.decided_by ?? null };
  await tx
    .insertInto('app_listings')
    .values({ app_id: appId, ...held })
    .onConflict((on) => on.column('app_id').doUpdateSet(held))
    .execute();
}

export interface FoundReview extends FoundListing {
  readonly app_id: number;
  readonly name: string;
  readonly description: string;
  readonly publisher: string;
  readonly publisher_verified_at: number | null;
}

/** The listings that wait for an operator, the longest waiting first. */
export async function listReviews(
  tx: Reader<Tables>,
  slice: { readonly offset: number; readonly perPage: number },
): Promise<{ readonly total: number; readonly reviews: readonly FoundReview[] }> {
  const waiting = tx
    .selectFrom('app_listings')
    .innerJoin('apps', 'apps.id', 'app_listings.app_id')
    .where('app_listings.status', '=', 'in_review' satisfies AppListingRow['status']);
  const { total } = await waiting
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const reviews = await waiting
    .select(columns)
    .select([
      'apps.id as app_id',
      'apps.name',
      'apps.description',
      'apps.publisher',
      'apps.publisher_verified_at',
    ])
    .orderBy('app_listings.submitted_at')
    .orderBy('apps.id')
    .limit(slice.perPage)
    .offset(slice.offset)
    .execute();
  return { total: Number(total), reviews };
}

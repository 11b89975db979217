import {
  fromJson,
  type Given,
  type Reader,
  type Selectable,
  statement,
  type Writer,
} from '@gatehouse/database';
import type { DocumentNewsRow, Tables } from '../../schema/tables.ts';
import { seenBy, type Viewer } from '../viewer.ts';

/** What can happen to an item that is worth a mail. */
export type Happening = DocumentNewsRow['what'];

/** Something that happened to an item, and the tracked items by which somebody may want to know. */
export interface News {
  readonly id: number;
  readonly documentId: number;
  readonly what: Happening;
  readonly personId: number;
  readonly tracked: readonly number[];
  readonly at: number;
}

export const insertNews = statement(
  (tx: Writer<Tables>, row: Given<Omit<Selectable<DocumentNewsRow>, 'id' | 'failures' | 'retry_at'>>) =>
    tx.insertInto('document_news').values({
      company_id: row.company_id,
      project_id: row.project_id,
      document_id: row.document_id,
      what: row.what,
      person_id: row.person_id,
      tracked: row.tracked,
      at: row.at,
    }),
);

export interface PlaceWithNews {
  readonly companyId: number;
  readonly projectId: number | null;
  /** The newest of the news that are due. */
  readonly last: number;
  /** Since when there is something to tell, and how often that failed. */
  readonly since: number;
  readonly failures: number;
}

interface Due {
  readonly now: number;
  readonly quietSince: number;
  readonly longAgo: number;
}

/**
 * Places where nothing more has happened since a time, or something long enough ago; without those that failed and
 * have to wait.
 */
export async function placesWithNews(
  tx: Reader<Tables>,
  { now, quietSince, longAgo }: Due,
): Promise<PlaceWithNews[]> {
  const rows = await tx
    .selectFrom('document_news')
    .select(['company_id', 'project_id'])
    .select(({ fn }) => [
      fn.max('id').as('last'),
      fn.min('at').as('since'),
      fn.max('failures').as('failures'),
    ])
    .groupBy(['company_id', 'project_id'])
    .having((eb) => eb.or([eb(eb.fn.max('at'), '<=', quietSince), eb(eb.fn.min('at'), '<=', longAgo)]))
    .having((eb) => eb(eb.fn.coalesce(eb.fn.max('retry_at'), eb.lit(0)), '<=', now))
    .orderBy('last')
    .execute();
  return rows.map((row) => ({
    companyId: row.company_id,
    projectId: row.project_id || null,
    last: Number(row.last),
    since: Number(row.since),
    failures: Number(row.failures ?? 0),
  }));
}

/** The newest news of a place, in the order in which they happened. */
export async function listNews(
  tx: Reader<Tables>,
  companyId: number,
  { projectId, last }: Pick<PlaceWithNews, 'projectId' | 'last'>,
  most: number,
): Promise<News[]> {
  const rows = await tx
    .selectFrom('document_news')
    .select(['id', 'document_id', 'what', 'person_id', 'tracked', 'at'])
    .where('company_id', '=', companyId)
    .where('project_id', '=', projectId ?? 0)
    .where('id', '<=', last)
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
  return rows.reverse().map((row) => ({
    id: row.id,
    documentId: row.document_id,
    what: row.what,
    personId: row.person_id,
    tracked: fromJson(row.tracked, (json) => json as number[]),
    at: row.at,
  }));
}

/** Takes the news of a place away, for whoever tells of them; false where another node has. */
export async function takeNews(
  tx: Writer<Tables>,
  companyId: number,
  { projectId, last }: Pick<PlaceWithNews, 'projectId' | 'last'>,
): Promise<boolean> {
  const taken = await tx
    .deleteFrom('document_news')
    .where('company_id', '=', companyId)
    .where('project_id', '=', projectId ?? 0)
    .where('id', '<=', last)
    .executeTakeFirst();
  return taken.numDeletedRows > 0n;
}

/** Has a place wait whose trackers could not be told. */
export async function putOffNews(
  tx: Writer<Tables>,
  companyId: number,
  { projectId, last }: Pick<PlaceWithNews, 'projectId' | 'last'>,
  { failures, retryAt }: { readonly failures: number; readonly retryAt: number },
): Promise<void> {
  await tx
    .updateTable('document_news')
    .set({ failures, retry_at: retryAt })
    .where('company_id', '=', companyId)
    .where('project_id', '=', projectId ?? 0)
    .where('id', '<=', last)
    .execute();
}

/** Of some items those that lie in the bin themselves and would be open to the viewer where they were deleted from. */
export async function deletedAmong(
  tx: Reader<Tables>,
  viewer: Viewer,
  ids: readonly number[],
): Promise<{ id: number; name: string; parentId: number | null }[]> {
  if (ids.length === 0) return [];
  const { companyId, projectId } = viewer.place;
  return await tx
    .selectFrom('documents')
    .select(['id', 'name', 'deleted_from as parentId'])
    .where('id', 'in', ids)
    .where('company_id', '=', companyId)
    .where((eb) => eb(eb.fn.coalesce('project_id', eb.lit(0)), '=', projectId ?? 0))
    .where('deleted_at', 'is not', null)
    .where('purged_at', 'is', null)
    // Whoever empties the bin purges the bin alone, which then is none any more.
    .where('parent_id', 'in', (from) =>
      from
        .selectFrom('documents as bin')
        .select('bin.id')
        .where('bin.company_id', '=', companyId)
        .where('bin.recycle_bin_since', 'is not', null),
    )
    .where(seenBy(viewer, 'documents'))
    .execute();
}

import type { Reader, Writer } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';

/**
 * Goes over the contents in the order of their locations, and notes of each whether a version names it; answers the
 * last one it saw, or null at the end.
 */
export async function markUnused(
  tx: Writer<Tables>,
  { after, limit, now }: { readonly after: string; readonly limit: number; readonly now: number },
): Promise<string | null> {
  const rows = await tx
    .selectFrom('contents')
    .leftJoin('file_versions', 'file_versions.location', 'contents.location')
    .select(['contents.location', 'contents.unused_at'])
    .select((it) => it.fn.count<number>('file_versions.id').as('versions'))
    .where('contents.location', 'in', (from) =>
      from
        .selectFrom('contents')
        .select('location')
        .where('location', '>', after)
        .orderBy('location')
        .limit(limit),
    )
    .groupBy(['contents.location', 'contents.unused_at'])
    .orderBy('contents.location')
    .execute();
  const changed = rows.filter((row) => (Number(row.versions) === 0) !== (row.unused_at !== null));
  for (const { location, versions } of changed)
    await tx
      .updateTable('contents')
      .set({ unused_at: Number(versions) === 0 ? now : null })
      .where('location', '=', location)
      .execute();
  return rows.at(-1)?.location ?? null;
}

/** Contents that nothing has named since before a moment, in the order of their locations. */
export async function unusedBefore(
  tx: Reader<Tables>,
  { before, after, limit }: { readonly before: number; readonly after: string; readonly limit: number },
): Promise<string[]> {
  const rows = await tx
    .selectFrom('contents')
    .select('location')
    .where('unused_at', '<', before)
    .where('location', '>', after)
    .orderBy('location')
    .limit(limit)
    .execute();
  return rows.map(({ location }) => location);
}

/** Removes the row of a content, if it is still unused; answers whether it did. Its bytes may go once that is committed. */
export async function deleteUnused(tx: Writer<Tables>, location: string, before: number): Promise<boolean> {
  const [removed] = await tx
    .deleteFrom('contents')
    .where('location', '=', location)
    .where('unused_at', '<', before)
    .where((it) =>
      it.not(
        it.exists(
          it
            .selectFrom('file_versions')
            .select('id')
            .whereRef('file_versions.location', '=', 'contents.location'),
        ),
      ),
    )
    .returning('sha256')
    .execute();
  if (removed === undefined) return false;
  await tx
    .deleteFrom('blobs')
    .where('sha256', '=', removed.sha256)
    .where((it) =>
      it.not(
        it.exists(
          it.selectFrom('file_versions').select('id').where('file_versions.sha256', '=', removed.sha256),
        ),
      ),
    )
    .execute();
  return true;
}

/** Those of some locations that a row names: a content, an upload or a part of one, or a version older than contents. */
export async function namedAmong(
  tx: Reader<Tables>,
  locations: readonly string[],
): Promise<ReadonlySet<string>> {
  if (locations.length === 0) return new Set();
  const found = await Promise.all([
    tx.selectFrom('contents').select('location').where('location', 'in', locations).execute(),
    tx.selectFrom('uploads').select('location').where('location', 'in', locations).execute(),
    tx.selectFrom('upload_parts').select('location').where('location', 'in', locations).execute(),
    tx
      .selectFrom('file_versions')
      .select('sha256 as location')
      .where('location', 'is', null)
      .where('sha256', 'in', locations)
      .execute(),
  ]);
  return new Set(found.flat().flatMap(({ location }) => (location === null ? [] : [location])));
}

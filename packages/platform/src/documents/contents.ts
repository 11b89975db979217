import { type Given, statement, type Writer } from '@gatehouse/database';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import type { Owner } from './blobs/blob-store.ts';

/** Bytes in the blob store, and what they are. */
export interface Content {
  readonly location: string;
  readonly sha256: string;
  readonly size: number;
  readonly contentType: string;
}

/**
 * Writes down that these bytes are about to be named by a version, in the same unit; answers where they lie. Where
 * the same bytes are stored already, that is the place they were stored at first: the ones just sent are superfluous
 * then, and are never kept. Nothing in the answer to the client differs by it.
 *
 * The row is what collection goes by (collect-contents.ts): locked here, it cannot be taken away before this unit is
 * over, and a unit that comes after its removal makes a new one for its own bytes.
 */
export async function claimContent(
  { blobs, clock }: Pick<House, 'blobs' | 'clock'>,
  tx: Writer<Tables>,
  owner: Owner,
  content: Content,
): Promise<Content> {
  const { sha256, size } = content;
  const now = clock.now();
  await insertBlob(tx, { sha256, size, created_at: now });
  const [claimed] = await claim(tx, {
    location: content.location,
    shared_by: blobs.sharedBy(owner),
    sha256,
    size,
    created_at: now,
  });
  if (claimed === undefined) throw new Error('a claimed content has no row');
  return { ...content, location: claimed.location };
}

/** The same of several contents at once: where each of them lies, by its digest. */
export async function claimContents(
  { blobs, clock }: Pick<House, 'blobs' | 'clock'>,
  tx: Writer<Tables>,
  owner: Owner,
  contents: readonly Pick<Content, 'location' | 'sha256' | 'size'>[],
): Promise<ReadonlyMap<string, string>> {
  // Each digest once, and always in one order: two units that claim the same do not wait for each other in a circle.
  const distinct = [...new Map(contents.map((content) => [content.sha256, content])).values()].sort((a, b) =>
    a.sha256 < b.sha256 ? -1 : 1,
  );
  if (distinct.length === 0) return new Map();
  const now = clock.now();
  await tx
    .insertInto('blobs')
    .values(distinct.map(({ sha256, size }) => ({ sha256, size, created_at: now })))
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .execute();
  const shared_by = blobs.sharedBy(owner);
  const claimed = await tx
    .insertInto('contents')
    .values(
      distinct.map(({ location, sha256, size }) => ({
        location,
        shared_by,
        sha256,
        size,
        created_at: now,
        unused_at: null,
      })),
    )
    .onConflict((conflict) => conflict.columns(['shared_by', 'sha256']).doUpdateSet({ unused_at: null }))
    .returning(['location', 'sha256'])
    .execute();
  return new Map(claimed.map(({ sha256, location }) => [sha256, location]));
}

const insertBlob = statement(
  (tx: Writer<Tables>, row: Given<{ sha256: string; size: number; created_at: number }>) =>
    tx
      .insertInto('blobs')
      .values({ sha256: row.sha256, size: row.size, created_at: row.created_at })
      .onConflict((conflict) => conflict.column('sha256').doNothing()),
);

interface Claim {
  readonly location: string;
  readonly shared_by: string;
  readonly sha256: string;
  readonly size: number;
  readonly created_at: number;
}

const claim = statement((tx: Writer<Tables>, row: Given<Claim>) =>
  tx
    .insertInto('contents')
    .values({
      location: row.location,
      shared_by: row.shared_by,
      sha256: row.sha256,
      size: row.size,
      created_at: row.created_at,
      unused_at: null,
    })
    .onConflict((conflict) => conflict.columns(['shared_by', 'sha256']).doUpdateSet({ unused_at: null }))
    .returning('location'),
);

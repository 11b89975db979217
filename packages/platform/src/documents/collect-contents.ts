import type { House } from '../house.ts';
import type { StoredBlob } from './blobs/blob-store.ts';
import { deleteUnused, markUnused, namedAmong, unusedBefore } from './collection-store.ts';
import { expiredUploads } from './uploads/expired-uploads.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** A content that no version names waits for this long, so that whoever is about to name it again still may. */
const unusedFor = day;
/** What lies in the store and in no row may be on its way into one: nothing takes this long to arrive and be named. */
const orphanFor = 2 * day;
/** The store keeps parts and forms of uploads that began this long ago no more; the longest may take a week. */
const unfinishedFor = 8 * day;

const step = 200;

type Surroundings = Pick<House, 'blobs' | 'clock' | 'database' | 'logger'>;

export interface Collected {
  readonly uploads: number;
  readonly contents: number;
  readonly orphans: number;
}

/**
 * Gives back the space of what nothing names any more, in small units that hold nobody up. Rows go first and bytes
 * after them: a process that dies between the two leaves bytes without a row, which the search for orphans finds. It
 * is safe beside uploads of the same bytes, on any number of nodes, because a location is never given twice: either
 * the claim of a version comes first, and the row stays, or it comes later, and makes a new row for bytes of its own.
 */
export async function collectContents(house: Surroundings, dryRun = false): Promise<Collected> {
  const uploads = dryRun ? 0 : await expiredUploads(house);
  const contents = await collectUnused(house, dryRun);
  return { uploads, contents, orphans: await collectOrphans(house, dryRun) };
}

async function collectUnused({ blobs, clock, database }: Surroundings, dryRun: boolean): Promise<number> {
  if (!dryRun)
    for (let after = ''; ; ) {
      const seen = await database.write((tx) => markUnused(tx, { after, limit: step, now: clock.now() }));
      if (seen === null) break;
      after = seen;
    }
  const before = clock.now() - unusedFor;
  let collected = 0;
  for (let after = ''; ; ) {
    const locations = await database.read((tx) => unusedBefore(tx, { before, after, limit: step }));
    const last = locations.at(-1);
    if (last === undefined) return collected;
    after = last;
    for (const location of locations) {
      // Decided anew in the unit that removes the row: a version may have claimed it since.
      if (!dryRun && !(await database.write((tx) => deleteUnused(tx, location, before)))) continue;
      if (!dryRun) await blobs.remove({ location });
      collected += 1;
    }
  }
}

async function collectOrphans(house: Surroundings, dryRun: boolean): Promise<number> {
  const { blobs, clock } = house;
  const now = clock.now();
  let collected = dryRun ? 0 : await blobs.removeUnfinished(now - unfinishedFor);
  let batch: StoredBlob[] = [];
  const judge = async () => {
    const named = await house.database.read((tx) =>
      namedAmong(
        tx,
        batch.map(({ location }) => location),
      ),
    );
    for (const blob of batch) {
      if (named.has(blob.location)) continue;
      if (!dryRun) await blobs.remove(blob);
      collected += 1;
    }
    batch = [];
  };
  for await (const blob of blobs.stored()) {
    if (blob.storedAt > now - orphanFor) continue;
    batch.push(blob);
    if (batch.length === step) await judge();
  }
  await judge();
  return collected;
}

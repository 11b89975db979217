import type { Reader, Writer } from '@gatehouse/database';
import type { House } from '../../house.ts';
import type { Tables } from '../../schema/tables.ts';

/** Rows of `documents` taken away in one unit: no purge, however large, holds anybody up. */
const step = 200;
/** What is left after these waits for the next round, so that a stop need not wait for it. */
const stepsInARound = 50;

/** Takes away the rows of what was purged, the deepest first. Returns how many items are gone. */
export async function sweepPurged({ database }: Pick<House, 'database'>): Promise<number> {
  let total = 0;
  for (let steps = 0; steps < stepsInARound; steps += 1) {
    const purged = await database.read(firstPurged);
    if (purged === undefined) break;
    total += await database.write((tx) => sweepStep(tx));
  }
  return total;
}

function firstPurged(tx: Reader<Tables>): Promise<{ id: number } | undefined> {
  return tx
    .selectFrom('documents')
    .select('id')
    .where('purged_at', 'is not', null)
    .orderBy('purged_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}

async function sweepStep(tx: Writer<Tables>): Promise<number> {
  const purged = await firstPurged(tx);
  if (purged === undefined) return 0;
  // Down to a folder that holds no folder; then its files, and when none is left, itself.
  let folder = purged.id;
  for (let deeper = await firstFolderIn(tx, folder); deeper !== undefined; ) {
    folder = deeper;
    deeper = await firstFolderIn(tx, folder);
  }
  const rows = await tx
    .selectFrom('documents')
    .select('id')
    .where('parent_id', '=', folder)
    .limit(step)
    .execute();
  const ids = rows.length > 0 ? rows.map((row) => row.id) : [folder];
  await removeItems(tx, ids);
  return ids.length;
}

async function firstFolderIn(tx: Writer<Tables>, parentId: number): Promise<number | undefined> {
  const folder = await tx
    .selectFrom('documents')
    .select('id')
    .where('parent_id', '=', parentId)
    .where('kind', '=', 'folder')
    .limit(1)
    .executeTakeFirst();
  return folder?.id;
}

async function removeItems(tx: Writer<Tables>, ids: readonly number[]): Promise<void> {
  for (const table of [
    'document_readers',
    'document_group_readers',
    'document_trackers',
    'document_tags',
  ] as const)
    await tx.deleteFrom(table).where('document_id', 'in', ids).execute();
  await tx.deleteFrom('file_versions').where('document_id', 'in', ids).execute();
  await tx.deleteFrom('documents').where('id', 'in', ids).execute();
}

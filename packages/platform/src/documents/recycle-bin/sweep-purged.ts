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
  // Down to a folder that holds no folder; then what such folders beside it hold, and when that is gone, themselves.
  let folder = purged.id;
  let above: number | null = null;
  for (let deeper = await firstFolderIn(tx, folder); deeper !== undefined; ) {
    above = folder;
    folder = deeper;
    deeper = await firstFolderIn(tx, folder);
  }
  const lowest = above === null ? [folder] : await lowestIn(tx, above);
  const rows = await tx
    .selectFrom('documents')
    .select('id')
    .where('parent_id', 'in', lowest)
    .limit(step)
    .execute();
  const ids = rows.length > 0 ? rows.map((row) => row.id) : lowest;
  await removeItems(tx, ids);
  return ids.length;
}

async function firstFolderIn(tx: Writer<Tables>, parentId: number): Promise<number | undefined> {
  const folder = await foldersIn(tx, parentId).limit(1).executeTakeFirst();
  return folder?.id;
}

/** Of the first folders in a folder those that hold no folder: the very first is one. */
async function lowestIn(tx: Writer<Tables>, parentId: number): Promise<number[]> {
  const some = await foldersIn(tx, parentId).limit(step).execute();
  const ids = some.map(({ id }) => id);
  const higher = await tx
    .selectFrom('documents')
    .select('parent_id')
    .distinct()
    .where('parent_id', 'in', ids)
    .where('kind', '=', 'folder')
    .execute();
  const holding = new Set(higher.map((row) => row.parent_id));
  return ids.filter((id) => !holding.has(id));
}

function foldersIn(tx: Writer<Tables>, parentId: number) {
  return tx
    .selectFrom('documents')
    .select('id')
    .where('parent_id', '=', parentId)
    .where('kind', '=', 'folder')
    .orderBy('id');
}

async function removeItems(tx: Writer<Tables>, ids: readonly number[]): Promise<void> {
  for (const table of [
    'document_readers',
    'document_group_readers',
    'document_trackers',
    'document_tags',
    'custom_tag_items',
  ] as const)
    await tx.deleteFrom(table).where('document_id', 'in', ids).execute();
  await tx.deleteFrom('file_versions').where('document_id', 'in', ids).execute();
  await tx.deleteFrom('documents').where('id', 'in', ids).execute();
}

import type { House } from '../../house.ts';
import type { Change } from '../changing/target.ts';
import { type Content, claimContent } from '../contents.ts';
import { itemRow, versionRow } from '../create-item.ts';
import { nameKey } from '../names.ts';
import { listNamed, type Original } from './original-store.ts';

type Surroundings = Pick<House, 'clock' | 'random' | 'blobs'>;

/** Rows of one statement: SQLite takes some thousand values in one. */
const rowsAtOnce = 200;

/**
 * Copies what lies in folders whose copies are made already: the rows of many items in one statement, so that the
 * largest copy is no longer for the database than a few hundred statements. `copies` says of what became what.
 */
export async function insertCopies(
  house: Surroundings,
  change: Change,
  originals: readonly Original[],
  copies: Map<number, number>,
): Promise<void> {
  const { tx, place } = change;
  // Of one name there may be several, of which others see one; the order in which they are listed keeps them apart.
  const namesakes = new Map<string, number>();
  for (let from = 0; from < originals.length; from += rowsAtOnce) {
    const some = originals.slice(from, from + rowsAtOnce);
    const byPlace = new Map<string, Original>();
    const rows = some.map((original) => {
      const parentId = copies.get(original.parentId);
      if (parentId === undefined) throw new Error('a folder is copied before what lies in it');
      const key = nameKey(original.name);
      const namesake = namesakes.get(placeOf(parentId, key)) ?? 0;
      namesakes.set(placeOf(parentId, key), namesake + 1);
      byPlace.set(`${placeOf(parentId, key)}/${namesake}`, original);
      const kind = original.latest === null ? 'folder' : 'file';
      const item = { private: original.private, tracked: false, description: original.description };
      return itemRow(house, place, { parentId, name: original.name, key, namesake }, kind, item);
    });
    const made = await tx
      .insertInto('documents')
      .values(rows)
      .returning(['id', 'parent_id', 'name_key', 'namesake'])
      .execute();
    // No engine promises the order of what it returns.
    for (const row of made) {
      const original = byPlace.get(`${placeOf(row.parent_id ?? 0, row.name_key)}/${row.namesake}`);
      if (original === undefined) throw new Error('a copy is of nothing');
      copies.set(original.id, row.id);
    }
    await copyReaders(change, some, copies);
    await copyVersions(house, change, some, copies);
  }
}

function placeOf(parentId: number, key: string): string {
  return `${parentId}/${key}`;
}

/** What is private is private in the copy, for the same people. */
export async function copyReaders(
  { tx, place: { companyId } }: Change,
  originals: readonly Original[],
  copies: ReadonlyMap<number, number>,
): Promise<void> {
  const hidden = originals.flatMap((original) => (original.private ? [original.id] : []));
  const { people, groups } = await listNamed(tx, companyId, hidden);
  const copyOf = (id: number) => ({ company_id: companyId, document_id: copies.get(id) ?? 0 });
  if (people.length > 0)
    await tx
      .insertInto('document_readers')
      .values(people.map(({ document_id, person_id }) => ({ ...copyOf(document_id), person_id })))
      .execute();
  if (groups.length > 0)
    await tx
      .insertInto('document_group_readers')
      .values(groups.map(({ document_id, group_id }) => ({ ...copyOf(document_id), group_id })))
      .execute();
}

/** The latest version of each, and no history. */
export async function copyVersions(
  house: Surroundings,
  { tx, place }: Change,
  originals: readonly Original[],
  copies: ReadonlyMap<number, number>,
): Promise<void> {
  const claimed = new Map<string, Content>();
  const rows: ReturnType<typeof versionRow>[] = [];
  for (const { id, latest } of originals) {
    if (latest === null) continue;
    const content = claimed.get(latest.location) ?? (await claimContent(house, tx, place, latest));
    claimed.set(latest.location, content);
    rows.push(versionRow(house, place, copies.get(id) ?? 0, { ...content, contentType: latest.contentType }));
  }
  if (rows.length > 0) await tx.insertInto('file_versions').values(rows).execute();
}

import { recordEach } from '../../audit/audit.ts';
import type { House } from '../../house.ts';
import type { Change } from '../changing/target.ts';
import type { Content } from '../contents.ts';
import { itemRow, versionRow } from '../create-item.ts';
import { noteAdded } from '../note-added.ts';
import type { BatchedPlacement } from './places.ts';

/** A file whose place is given away and whose content is claimed, both in the same unit. */
export interface Placed {
  readonly place: Extract<BatchedPlacement, { kind: 'free' }>;
  readonly content: Content;
}

/** `createFile` for many: the same rows, by a few statements. Answers the ids in the order of the files. */
export async function insertFiles(
  house: Pick<House, 'clock' | 'random'>,
  { tx, place, origin }: Pick<Change, 'tx' | 'place' | 'origin'>,
  files: readonly Placed[],
): Promise<number[]> {
  if (files.length === 0) return [];
  const rows = files.map(({ place: { at, isPrivate } }) =>
    itemRow(house, place, at, 'file', { private: isPrivate, tracked: false, description: null }),
  );
  const made = await tx
    .insertInto('documents')
    .values(rows)
    .returning(['id', 'parent_id', 'name_key', 'namesake'])
    .execute();
  // No engine promises the order of what it returns.
  const idAt = new Map(made.map((row) => [`${row.parent_id}/${row.namesake}/${row.name_key}`, row.id]));
  const ids = files.map(({ place: { at } }) => {
    const id = idAt.get(`${at.parentId}/${at.namesake}/${at.key}`);
    if (id === undefined) throw new Error('a file that was just made is not there');
    return id;
  });
  const withId = files.map((file, index) => ({ ...file, id: ids[index] ?? 0 }));
  await tx
    .insertInto('file_versions')
    .values(withId.map(({ id, content }) => versionRow(house, place, id, content)))
    .execute();
  await noteAdded(
    house,
    tx,
    place,
    withId.map(({ id, place: { isPrivate, above } }) => ({ id, private: isPrivate, above })),
  );
  await recordEach(
    house,
    tx,
    origin,
    place.companyId,
    withId.map(({ id, place: { at, isPrivate }, content: { size, sha256 } }) => ({
      event: 'file.created',
      subject: `file:${id}`,
      details: { projectId: place.projectId, parentId: at.parentId, private: isPrivate, size, sha256 },
    })),
  );
  return ids;
}

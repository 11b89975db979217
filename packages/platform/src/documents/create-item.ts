import type { Writer } from '@gatehouse/database';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { Place } from '../rest/rest-call.ts';
import type { Tables } from '../schema/tables.ts';
import { noteChange } from './changes.ts';
import type { Content } from './contents.ts';
import type { FreePlace } from './placement.ts';
import { removeStop } from './tracking/stop-store.ts';
import { addTrackers } from './tracking/tracker-store.ts';
import { indexedWords } from './words.ts';

type Surroundings = Pick<House, 'clock' | 'random'>;

export interface NewItem {
  readonly private: boolean;
  readonly tracked: boolean;
  readonly description: string | null;
}

/** Makes a folder in a place just found free, in the same unit; answers its id. */
export async function createFolder(
  house: Surroundings,
  tx: Writer<Tables>,
  origin: Origin,
  place: Place,
  at: FreePlace,
  item: NewItem,
): Promise<number> {
  const id = await insertItem(house, tx, place, at, 'folder', item);
  await noteChange(house, tx, place, { id, kind: 'folder', before: null, madeEmpty: true, what: 'added' });
  await record(house, tx, origin, {
    event: 'folder.created',
    companyId: place.companyId,
    subject: `folder:${id}`,
    details: { projectId: place.projectId, parentId: at.parentId, private: item.private },
  });
  return id;
}

/** Makes a file with its first version, of content that was claimed in the same unit and is durable. */
export async function createFile(
  house: Surroundings,
  tx: Writer<Tables>,
  origin: Origin,
  place: Place,
  at: FreePlace,
  item: NewItem,
  content: Content,
): Promise<number> {
  const id = await insertItem(house, tx, place, at, 'file', item);
  await insertVersion(house, tx, place, id, content);
  await noteChange(house, tx, place, { id, kind: 'file', before: null, what: 'added' });
  await record(house, tx, origin, {
    event: 'file.created',
    companyId: place.companyId,
    subject: `file:${id}`,
    details: {
      projectId: place.projectId,
      parentId: at.parentId,
      private: item.private,
      size: content.size,
      sha256: content.sha256,
    },
  });
  return id;
}

/** The row of an item alone: whoever makes one says so to the feed and the audit. */
export async function insertItem(
  house: Surroundings,
  tx: Writer<Tables>,
  place: Place,
  at: FreePlace,
  kind: 'folder' | 'file',
  item: NewItem,
): Promise<number> {
  const { id } = await tx
    .insertInto('documents')
    .values(itemRow(house, place, at, kind, item))
    .returning('id')
    .executeTakeFirstOrThrow();
  if (item.tracked) {
    await removeStop(tx, place);
    await addTrackers(tx, place.companyId, id, [place.personId], house.clock.now());
  }
  return id;
}

export function itemRow(
  house: Pick<House, 'clock'>,
  { companyId, projectId, personId }: Place,
  at: FreePlace,
  kind: 'folder' | 'file',
  item: NewItem,
) {
  const now = house.clock.now();
  return {
    company_id: companyId,
    project_id: projectId,
    kind,
    parent_id: at.parentId,
    name: at.name,
    name_key: at.key,
    namesake: at.namesake,
    description: item.description,
    words: indexedWords({ companyId, projectId }, at.name, item.description),
    private_at: item.private ? now : null,
    // Whoever makes a private item still sees it when no longer an Admin, until another says who may.
    creator_reads_since: item.private ? now : null,
    tracked_at: item.tracked ? now : null,
    created_by: personId,
    created_at: now,
    updated_at: now,
    deleted_at: null,
  };
}

/** Names a person on an item: one of those who see it while it is private. */
export async function addReader(
  tx: Writer<Tables>,
  companyId: number,
  documentId: number,
  personId: number,
): Promise<void> {
  await tx
    .insertInto('document_readers')
    .values({ company_id: companyId, document_id: documentId, person_id: personId })
    .onConflict((conflict) => conflict.columns(['document_id', 'person_id']).doNothing())
    .execute();
}

async function insertVersion(
  house: Pick<House, 'clock'>,
  tx: Writer<Tables>,
  place: Place,
  id: number,
  content: Content,
): Promise<void> {
  await tx
    .insertInto('file_versions')
    .values(versionRow(house, place, id, content))
    .execute();
}

/** The first version of a file. */
export function versionRow(house: Pick<House, 'clock'>, place: Place, id: number, content: Content) {
  return {
    company_id: place.companyId,
    document_id: id,
    number: 1,
    size: content.size,
    sha256: content.sha256,
    location: content.location,
    content_type: content.contentType,
    notes: null,
    created_by: place.personId,
    created_at: house.clock.now(),
  };
}

import { record } from '../../audit/audit.ts';
import type { House } from '../../house.ts';
import { fieldErrors } from '../../rest/rest-call.ts';
import { noteChange } from '../changes.ts';
import type { Item } from '../changing/item-store.ts';
import {
  type Change,
  type Denial,
  denied,
  isRoot,
  precondition,
  rootStays,
  type Target,
} from '../changing/target.ts';
import { insertItem } from '../create-item.ts';
import { latestVersionsOf } from '../file-store.ts';
import { findNewPlace, isPrivateUnder } from '../placement.ts';
import { placementReply } from '../placement-reply.ts';
import { copyReaders, copyVersions, insertCopies } from './insert-copies.ts';
import { listOriginals, type Original } from './original-store.ts';

type Surroundings = Pick<House, 'clock' | 'random' | 'blobs'>;

/** More than this is no matter of one request. */
const most = 5000;
const foldersAtOnce = 500;

/**
 * Copies an item with all of it that the caller sees: the latest versions, no history. What is private is private in
 * the copy, for the same people: a copy shows nothing to anybody who could not see the original.
 */
export async function copyItem(
  house: Surroundings,
  change: Change,
  target: Target,
  wish: { readonly parentId: number; readonly name: string | undefined; readonly uniqueName: boolean },
): Promise<{ readonly documentId: number; readonly versionId: null } | Denial> {
  const { item } = target;
  const { tx, place, origin } = change;
  const refused = denied(change, item, 'copy') ?? precondition(change, item);
  if (refused !== null) return refused;
  if (isRoot(target)) return rootStays;
  const name = wish.name ?? item.name;
  const placement = await findNewPlace(tx, change, item, { ...wish, name }, null);
  if (placement.kind !== 'free') return placementReply(placement);
  const levels = await levelsBelow(change, item);
  if (levels === null) return fieldErrors({ base: [`holds more than ${most} items: copy it in parts`] });

  const original = await itself(change, item);
  const isPrivate = original.private || (await isPrivateUnder(tx, change, wish.parentId));
  const asMade = { private: isPrivate, tracked: false, description: original.description };
  const documentId = await insertItem(house, tx, place, placement.at, item.kind, asMade);
  const copies = new Map([[item.id, documentId]]);
  await copyReaders(change, [original], copies);
  await copyVersions(house, change, [original], copies);
  for (const level of levels) await insertCopies(house, change, level, copies);
  await noteChange(house, tx, place, { id: documentId, kind: item.kind, before: null, what: 'added' });
  await record(house, tx, origin, {
    event: `${item.kind}.created`,
    companyId: place.companyId,
    subject: `${item.kind}:${documentId}`,
    details: {
      projectId: place.projectId,
      parentId: placement.at.parentId,
      copyOf: item.id,
      items: copies.size,
    },
  });
  return { documentId, versionId: null };
}

async function itself({ tx, place }: Change, item: Item): Promise<Original> {
  const latest = item.kind === 'file' ? await latestVersionsOf(tx, place.companyId, [item.id]) : [];
  return {
    id: item.id,
    parentId: item.parent_id ?? 0,
    name: item.name,
    private: item.private_at !== null,
    description: item.description,
    latest: latest[0] ?? null,
  };
}

/** What lies below a folder, as far as the caller sees it, level by level; null where it is too much. */
async function levelsBelow(change: Change, item: Item): Promise<Original[][] | null> {
  const levels: Original[][] = [];
  let left = most;
  for (let folders = item.kind === 'folder' ? [item.id] : []; folders.length > 0; ) {
    const level: Original[] = [];
    for (let from = 0; from < folders.length; from += foldersAtOnce) {
      const some = folders.slice(from, from + foldersAtOnce);
      const found = await listOriginals(change.tx, change, some, left + 1);
      level.push(...found);
      left -= found.length;
      if (left < 0) return null;
    }
    levels.push(level);
    folders = level.flatMap(({ id, latest }) => (latest === null ? [id] : []));
  }
  return levels;
}

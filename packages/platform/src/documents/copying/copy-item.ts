import { record } from '../../audit/audit.ts';
import type { House } from '../../house.ts';
import { fieldErrors } from '../../rest/rest-call.ts';
import { listReaders, replaceReaders } from '../access-list/reader-store.ts';
import { noteChange } from '../changes.ts';
import { type Change, type Denial, denied, isRoot, rootStays, type Target } from '../changing/target.ts';
import { claimContent } from '../contents.ts';
import { insertItem, insertVersion } from '../create-item.ts';
import { type FileItem, findFile, listFiles } from '../file-store.ts';
import { listFolders } from '../folder-store.ts';
import { nameKey } from '../names.ts';
import { type FreePlace, findNewPlace } from '../placement.ts';
import { placementReply } from '../placement-reply.ts';

type Surroundings = Pick<House, 'clock' | 'random' | 'blobs'>;

/** More than this is no matter of one request. */
const most = 5000;

/** What is to be copied: what the caller sees of it, and nothing else. */
interface Original {
  readonly id: number;
  readonly name: string;
  readonly private: boolean;
  readonly description: string | null;
  /** Null of a folder. */
  readonly latest: FileItem['versions'][number] | null;
  readonly held: readonly Original[];
}

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
  const refused = denied(change, item, 'copy');
  if (refused !== null) return refused;
  if (isRoot(target)) return rootStays;
  const name = wish.name ?? item.name;
  const placement = await findNewPlace(tx, change, item, { ...wish, name }, null);
  if (placement.kind !== 'free') return placementReply(placement);
  const budget = { left: most };
  const original = await originalOf(change, target, budget);
  if (original === null) return fieldErrors({ base: [`holds more than ${most} items: copy it in parts`] });

  const documentId = await insertCopy(house, change, placement.at, original);
  await noteChange(house, tx, place, { id: documentId, kind: item.kind, before: null });
  await record(house, tx, origin, {
    event: `${item.kind}.created`,
    companyId: place.companyId,
    subject: `${item.kind}:${documentId}`,
    details: {
      projectId: place.projectId,
      parentId: placement.at.parentId,
      copyOf: item.id,
      items: most - budget.left,
    },
  });
  return { documentId, versionId: null };
}

interface Budget {
  left: number;
}

async function originalOf(change: Change, { item }: Target, budget: Budget): Promise<Original | null> {
  budget.left -= 1;
  const { id, name } = item;
  const itself = { id, name, private: item.private_at !== null, description: item.description };
  if (item.kind === 'folder') {
    const held = await heldBy(change, id, budget);
    return held === null ? null : { ...itself, latest: null, held };
  }
  const file = await findFile(change.tx, change, id, 'latest');
  return { ...itself, latest: file?.versions[0] ?? null, held: [] };
}

async function heldBy(change: Change, folderId: number, budget: Budget): Promise<Original[] | null> {
  const originals: Original[] = [];
  const files = await listFiles(change.tx, change, folderId, 'latest');
  const folders = await listFolders(change.tx, change, folderId);
  budget.left -= files.length + folders.length;
  if (budget.left < 0) return null;
  for (const file of files) originals.push({ ...file, latest: file.versions[0] ?? null, held: [] });
  for (const folder of folders) {
    const held = await heldBy(change, folder.id, budget);
    if (held === null) return null;
    originals.push({ ...folder, description: null, latest: null, held });
  }
  return originals;
}

async function insertCopy(
  house: Surroundings,
  change: Change,
  at: FreePlace,
  original: Original,
): Promise<number> {
  const { tx, place } = change;
  const kind = original.latest === null ? 'folder' : 'file';
  const item = { private: original.private, tracked: false, description: original.description };
  const id = await insertItem(house, tx, place, at, kind, item);
  if (original.private) {
    const { people, groups } = await listReaders(tx, place.companyId, original.id);
    await replaceReaders(tx, place.companyId, id, {
      people: people.map((person) => person.id),
      groups: groups.map((group) => group.id),
    });
  }
  if (original.latest !== null) {
    const content = await claimContent(house, tx, place, original.latest);
    await insertVersion(house, tx, place, id, content);
  }
  // Of one name there may be several, of which others see one; the order in which they are listed keeps them apart.
  const taken = new Map<string, number>();
  for (const held of original.held) {
    const key = nameKey(held.name);
    const namesake = taken.get(key) ?? 0;
    taken.set(key, namesake + 1);
    await insertCopy(house, change, { parentId: id, name: held.name, key, namesake }, held);
  }
  return id;
}

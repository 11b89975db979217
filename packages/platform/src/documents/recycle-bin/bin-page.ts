import type { Reader } from '@gatehouse/database';
import type { ChildFolder, File, Folder } from '@gatehouse/wire';
import { mayDo } from '../../access/actions.ts';
import { timestamp } from '../../rest/timestamp.ts';
import type { Tables } from '../../schema/tables.ts';
import { recentVersionsOf } from '../file-store.ts';
import { fileView } from '../file-view.ts';
import { nameWithPath } from '../path.ts';
import type { ShownTo } from '../shown-to.ts';
import {
  type BinLink,
  type DeletedItem,
  findBinId,
  findBinPath,
  findDeletedItem,
  listDeleted,
} from './bin-store.ts';

/** On the wire the bin is a folder of the root: there for those who may look into it. */
export async function binInRoot(tx: Reader<Tables>, to: ShownTo, rootId: number): Promise<ChildFolder[]> {
  const { viewer } = to;
  if (!mayDo(viewer.standing, 'see_recycle_bin', false)) return [];
  const binId = await findBinId(tx, viewer.place);
  const path = binId === null ? null : await findBinPath(tx, viewer.place, binId);
  const bin = binId === null ? null : await findDeletedItem(tx, viewer.place.companyId, binId);
  if (path === null || bin === null || bin.parentId !== rootId) return [];
  const held = await listDeleted(tx, viewer.place.companyId, bin.id, { perPage: 1, offset: 0 });
  return [childFolder(bin, path, held)];
}

/** The bin, or a folder in it; null where there is none of this id, or it is not for the viewer. */
export async function binPage(tx: Reader<Tables>, to: ShownTo, id: number): Promise<Folder | null> {
  const found = await findInBin(tx, to, id);
  if (found === null || found.item.kind !== 'folder') return null;
  const { path, item } = found;
  const held = await listDeleted(tx, to.viewer.place.companyId, id, null);
  const files: File[] = [];
  for (const file of held.filter(({ kind }) => kind === 'file'))
    files.push(await deletedFile(tx, to, file, path));
  const folders = held
    .filter(({ kind }) => kind === 'folder')
    .map((folder) => childFolder(folder, [...path, folder], []));
  return { ...childFolder(item, path, held), folders, files };
}

/** A file in the bin. */
export async function binFile(tx: Reader<Tables>, to: ShownTo, id: number): Promise<File | null> {
  const found = await findInBin(tx, to, id);
  if (found === null || found.item.kind !== 'file') return null;
  return await deletedFile(tx, to, found.item, found.path.slice(0, -1));
}

async function findInBin(tx: Reader<Tables>, { viewer }: ShownTo, id: number) {
  if (!mayDo(viewer.standing, 'see_recycle_bin', false)) return null;
  const path = await findBinPath(tx, viewer.place, id);
  const item = path === null ? null : await findDeletedItem(tx, viewer.place.companyId, id);
  return path === null || item === null ? null : { path, item };
}

function childFolder(item: DeletedItem, path: readonly BinLink[], held: readonly DeletedItem[]): ChildFolder {
  return {
    id: item.id,
    name: item.name,
    parent_id: item.parentId,
    private: item.private,
    updated_at: timestamp(item.updatedAt),
    is_tracked: item.tracked,
    tracked_folder: null,
    name_with_path: nameWithPath(path),
    read_only: item.isBin,
    is_deleted: !item.isBin,
    is_recycle_bin: item.isBin,
    has_children: held.length > 0,
    has_children_files: held.some(({ kind }) => kind === 'file'),
    has_children_folders: held.some(({ kind }) => kind === 'folder'),
    custom_fields: {},
    revision: String(item.revision),
    // Nobody keeps a copy of the bin.
    tag: '',
    ...nothingMayBeDone,
    can_create: false,
    folders: [],
    files: [],
  };
}

async function deletedFile(
  tx: Reader<Tables>,
  to: ShownTo,
  item: DeletedItem,
  above: readonly BinLink[],
): Promise<File> {
  const versions = await recentVersionsOf(tx, to.viewer.place.companyId, item.id, 1000);
  const file = fileView({ ...item, checkedOut: null, versions }, above, to);
  return { ...file, ...nothingMayBeDone, can_create_version: false, is_deleted: true };
}

/** What is deleted is restored first. */
const nothingMayBeDone = { can_update: false, can_delete: false, can_move: false, can_set_private: false };

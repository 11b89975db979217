import type { Reader } from '@gatehouse/database';
import type { ChildFolder, File, Folder } from '@gatehouse/wire';
import { mayDo } from '../../access/actions.ts';
import { timestamp } from '../../rest/timestamp.ts';
import type { Tables } from '../../schema/tables.ts';
import { recentVersionsOf, type Version, versionsInDeleted } from '../file-store.ts';
import { fileView } from '../file-view.ts';
import type { Wanted } from '../folder-page.ts';
import { nameWithPath } from '../path.ts';
import type { ShownTo } from '../shown-to.ts';
import {
  type BinLink,
  type DeletedItem,
  findBinId,
  findBinPath,
  findDeletedItem,
  type Held,
  heldIn,
  listDeleted,
  listInDeleted,
} from './bin-store.ts';

/** On the wire the bin is a folder of the root: there for those who may look into it. */
export async function binInRoot(tx: Reader<Tables>, to: ShownTo, rootId: number): Promise<ChildFolder[]> {
  const { viewer } = to;
  if (!mayDo(viewer.standing, 'see_recycle_bin', false)) return [];
  const binId = await findBinId(tx, viewer.place);
  const path = binId === null ? null : await findBinPath(tx, viewer.place, binId);
  const bin = binId === null ? null : await findDeletedItem(tx, viewer.place.companyId, binId);
  if (path === null || bin === null || bin.parentId !== rootId) return [];
  return [childFolder(bin, path, await heldIn(tx, viewer.place.companyId, bin.id))];
}

/** The bin, or a folder in it; null where there is none of this id, or it is not for the viewer. */
export async function binPage(
  tx: Reader<Tables>,
  to: ShownTo,
  id: number,
  wanted: Pick<Wanted, 'folders' | 'files'>,
): Promise<Folder | null> {
  const found = await findInBin(tx, to, id);
  if (found === null || found.item.kind !== 'folder') return null;
  const { path, item } = found;
  const { companyId } = to.viewer.place;
  const page = childFolder(item, path, await heldIn(tx, companyId, id));
  if (!wanted.folders && !wanted.files) return { ...page, folders: [], files: [] };
  const held = item.isBin
    ? await listDeleted(tx, companyId, id, null)
    : await listInDeleted(tx, companyId, id, null);
  const ofKind = (kind: DeletedItem['kind']) => held.filter((each) => each.kind === kind);
  const versions = wanted.files ? await versionsInDeleted(tx, companyId, id) : new Map<number, Version[]>();
  const files = wanted.files
    ? ofKind('file').map((file) => deletedFile(to, file, path, versions.get(file.id) ?? []))
    : [];
  const folders = wanted.folders
    ? ofKind('folder').map((folder) =>
        childFolder(folder, [...path, folder], { folders: false, files: false }),
      )
    : [];
  return { ...page, folders, files };
}

/** A file in the bin. */
export async function binFile(tx: Reader<Tables>, to: ShownTo, id: number): Promise<File | null> {
  const found = await findInBin(tx, to, id);
  if (found === null || found.item.kind !== 'file') return null;
  const versions = await recentVersionsOf(tx, to.viewer.place.companyId, id, 1000);
  return deletedFile(to, found.item, found.path.slice(0, -1), versions);
}

async function findInBin(tx: Reader<Tables>, { viewer }: ShownTo, id: number) {
  if (!mayDo(viewer.standing, 'see_recycle_bin', false)) return null;
  const path = await findBinPath(tx, viewer.place, id);
  const item = path === null ? null : await findDeletedItem(tx, viewer.place.companyId, id);
  return path === null || item === null ? null : { path, item };
}

function childFolder(item: DeletedItem, path: readonly BinLink[], held: Held): ChildFolder {
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
    has_children: held.folders || held.files,
    has_children_files: held.files,
    has_children_folders: held.folders,
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

function deletedFile(
  to: ShownTo,
  item: DeletedItem,
  above: readonly BinLink[],
  versions: readonly Version[],
): File {
  const file = fileView({ ...item, checkedOut: null, versions }, above, to);
  return { ...file, ...nothingMayBeDone, can_create_version: false, is_deleted: true };
}

/** What is deleted is restored first. */
const nothingMayBeDone = { can_update: false, can_delete: false, can_move: false, can_set_private: false };

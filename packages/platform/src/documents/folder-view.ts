import type { ChildFolder, Folder } from '@gatehouse/wire';
import { mayChange } from '../access/actions.ts';
import { timestamp } from '../rest/timestamp.ts';
import type { FileItem } from './file-store.ts';
import { fileView } from './file-view.ts';
import type { FolderItem } from './folder-store.ts';
import { nameWithPath, type ShownLink, trackedFolder } from './path.ts';
import { allowedTo, type ShownTo } from './shown-to.ts';

/** A folder, the way to it, and one level of its content: what one page shows. */
export interface FolderPage {
  readonly path: readonly ShownLink[];
  readonly folder: FolderItem;
  readonly folders: readonly FolderItem[];
  readonly files: readonly FileItem[];
  /** By folder: moves with whatever the viewer can see at or below it. */
  readonly tags: ReadonlyMap<number, string>;
}

export function folderView({ path, folder, folders, files, tags }: FolderPage, to: ShownTo): Folder {
  return {
    ...folderFields(folder, path, to),
    tag: tags.get(folder.id) ?? '',
    folders: folders.map(
      (child): ChildFolder => ({
        ...folderFields(child, [...path, { ...child, kind: 'folder' }], to),
        tag: tags.get(child.id) ?? '',
        folders: [],
        files: [],
      }),
    ),
    files: files.map((file) => fileView(file, path, to)),
  };
}

function folderFields(folder: FolderItem, path: readonly ShownLink[], to: ShownTo) {
  return {
    id: folder.id,
    name: folder.name,
    parent_id: folder.parentId,
    private: folder.private,
    updated_at: timestamp(folder.updatedAt),
    is_tracked: folder.tracked,
    tracked_folder: trackedFolder(path),
    name_with_path: nameWithPath(path),
    read_only: false,
    is_deleted: false,
    is_recycle_bin: false,
    has_children: folder.hasFiles || folder.hasFolders,
    has_children_files: folder.hasFiles,
    has_children_folders: folder.hasFolders,
    custom_fields: {},
    revision: String(folder.revision),
    ...allowedTo(to, folder),
    can_create: mayChange(to.viewer.standing, 'create_file', false),
  };
}

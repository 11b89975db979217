import type {
  DocumentItem,
  DocumentItemCompact,
  DocumentItemV2,
  DocumentRevision,
  FileVersion,
  FileVersionV2,
  FolderItemV2,
} from '@gatehouse/wire';
import { timestamp } from '../../rest/timestamp.ts';
import { current } from '../check-out.ts';
import type { Version } from '../file-store.ts';
import { fileType, type UrlOf, versionView } from '../file-view.ts';
import { nameWithPath, trackedFolder } from '../path.ts';
import { allowedTo, type ShownTo } from '../shown-to.ts';
import type { ShownItem } from './shown-items.ts';

export function itemView(item: ShownItem, to: ShownTo): DocumentItem {
  return {
    id: item.id,
    parent_id: item.parentId,
    ...commonFields(item, to),
    name_with_path: nameWithPath([...item.above, item]),
    private_parent: privateParent(item),
    ...contentFields(item, to),
  };
}

/** The same with ids as text, wherever in it they stand. */
export function itemViewV2(item: ShownItem, to: ShownTo): DocumentItemV2 {
  const { id, parent_id, name_with_path: _, ...told } = itemView(item, to);
  const { created_by, tracked_folder, private_parent, file } = told;
  return {
    ...told,
    id: String(id),
    parent_id: parent_id === null ? null : String(parent_id),
    created_by: withTextId(created_by),
    tracked_folder: tracked_folder && withTextId(tracked_folder),
    private_parent: private_parent && withTextId(private_parent),
    has_private_ancestor: private_parent !== null,
    file: file && {
      ...file,
      checked_out_by: file.checked_out_by && withTextId(file.checked_out_by),
      current_version: versionViewV2(file.current_version),
    },
  };
}

export function folderItemViewV2(item: ShownItem, to: ShownTo): FolderItemV2 {
  const { private_parent: _, ...told } = itemViewV2(item, to);
  return told;
}

function withTextId<Named extends { readonly id: number }>(named: Named): Omit<Named, 'id'> & { id: string } {
  return { ...named, id: String(named.id) };
}

function versionViewV2(version: FileVersion): FileVersionV2 {
  const { created_by, prostore_file } = version;
  return {
    ...version,
    id: String(version.id),
    file_id: String(version.file_id),
    created_by: created_by && withTextId(created_by),
    prostore_file: withTextId(prostore_file),
  };
}

/** The folder nearest above that makes the item private. */
function privateParent({ above }: ShownItem): DocumentItem['private_parent'] {
  const place = above.findLastIndex((folder) => folder.private);
  const gate = above[place];
  if (gate === undefined) return null;
  return { id: gate.id, name: gate.name, name_with_path: nameWithPath(above.slice(0, place + 1)) };
}

export function itemViewCompact(item: ShownItem, { urlOf }: ShownTo): DocumentItemCompact {
  const { latest } = item;
  return {
    id: String(item.id),
    parent_id: item.parentId === null ? null : String(item.parentId),
    name: item.name,
    document_type: item.kind,
    updated_at: timestamp(item.updatedAt),
    private: item.private,
    is_deleted: item.deleted,
    has_private_ancestor: item.above.some((folder) => folder.private),
    file:
      latest === null
        ? null
        : { version: latest.number, size: latest.size, sha256: latest.sha256, url: urlOf(latest) },
  };
}

export function revisionView(version: Version, fileName: string, urlOf: UrlOf): DocumentRevision {
  return {
    id: String(version.id),
    prostore_id: String(version.id),
    url: urlOf(version),
    file_id: String(version.fileId),
    file_name: fileName,
    file_size: version.size,
    file_version: version.number,
    file_type: fileType(fileName),
    created_by: withTextId(version.createdBy),
    created_at: timestamp(version.createdAt),
  };
}

function commonFields(item: ShownItem, to: ShownTo) {
  const tracked =
    item.kind === 'folder' && item.tracked
      ? [...item.above, { ...item, kind: 'folder' as const }]
      : item.above;
  return {
    name: item.name,
    created_at: timestamp(item.createdAt),
    created_by: item.createdBy,
    updated_at: timestamp(item.updatedAt),
    read_only: false,
    is_deleted: item.deleted,
    is_recycle_bin: false,
    document_type: item.kind,
    is_tracked: item.tracked,
    private: item.private,
    tracked_folder: trackedFolder(tracked),
    custom_fields: {},
    revision: String(item.revision),
    ...allowedTo(to, { parentId: item.parentId, createdBy: item.createdBy.id }),
  };
}

function contentFields(item: ShownItem, { urlOf, now }: ShownTo) {
  const { latest } = item;
  const checkedOut = current(item.checkedOut, now);
  return {
    file:
      latest === null
        ? null
        : {
            checked_out_by: checkedOut && { ...checkedOut.by, company_name: item.holderCompany },
            checked_out_until: checkedOut === null ? null : timestamp(checkedOut.until),
            description: item.description,
            file_type: fileType(item.name),
            version: latest.number,
            size: latest.size,
            sha256: latest.sha256,
            current_version: versionView(latest, item.name, urlOf),
          },
    children:
      item.kind === 'file'
        ? null
        : {
            has_children: item.hasFiles || item.hasFolders,
            has_children_files: item.hasFiles,
            has_children_folders: item.hasFolders,
          },
  };
}

import type { DocumentItem, DocumentItemCompact, DocumentItemV2, DocumentRevision } from '@gatehouse/wire';
import { timestamp } from '../../rest/timestamp.ts';
import type { Version } from '../file-store.ts';
import { fileType, type UrlOf, versionView } from '../file-view.ts';
import { nameWithPath, trackedFolder } from '../path.ts';
import type { ShownItem } from './shown-items.ts';

export function itemView(item: ShownItem, urlOf: UrlOf): DocumentItem {
  const { above } = item;
  const place = above.findLastIndex((folder) => folder.private);
  const gate = above[place];
  return {
    id: item.id,
    parent_id: item.parentId,
    ...commonFields(item),
    name_with_path: nameWithPath([...above, item]),
    private_parent:
      gate === undefined
        ? null
        : { id: gate.id, name: gate.name, name_with_path: nameWithPath(above.slice(0, place + 1)) },
    ...contentFields(item, urlOf),
  };
}

export function itemViewV2(item: ShownItem, urlOf: UrlOf): DocumentItemV2 {
  return {
    id: String(item.id),
    parent_id: item.parentId === null ? null : String(item.parentId),
    ...commonFields(item),
    has_private_ancestor: item.above.some((folder) => folder.private),
    ...contentFields(item, urlOf),
  };
}

export function itemViewCompact(item: ShownItem, urlOf: UrlOf): DocumentItemCompact {
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
    created_by: version.createdBy,
    created_at: timestamp(version.createdAt),
  };
}

function commonFields(item: ShownItem) {
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
  };
}

function contentFields(item: ShownItem, urlOf: UrlOf) {
  const { latest } = item;
  return {
    file:
      latest === null
        ? null
        : {
            checked_out_by: null,
            checked_out_until: null,
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

import { extname } from 'node:path';
import type { File, FileVersion } from '@gatehouse/wire';
import { mayChange } from '../access/actions.ts';
import { timestamp } from '../rest/timestamp.ts';
import { current } from './check-out.ts';
import type { FileItem, Version } from './file-store.ts';
import { nameWithPath, type ShownLink, trackedFolder } from './path.ts';
import { allowedTo, type ShownTo } from './shown-to.ts';

/** Makes the address of a version's bytes. */
export type UrlOf = (version: Version) => string;

/** A file as the wire tells it; `above` is the way down to its folder. */
export function fileView(file: FileItem, above: readonly ShownLink[], to: ShownTo): File {
  const versions = file.versions.map((version) => versionView(version, file.name, to.urlOf));
  const [latest] = versions;
  const { viewer, now } = to;
  const checkedOut = current(file.checkedOut, now);
  const anothers = checkedOut !== null && checkedOut.by.id !== viewer.place.personId;
  return {
    id: file.id,
    name: file.name,
    parent_id: file.parentId,
    size: latest?.size ?? 0,
    description: file.description,
    created_at: timestamp(file.createdAt),
    updated_at: timestamp(file.updatedAt),
    checked_out_until: checkedOut === null ? null : timestamp(checkedOut.until),
    checked_out_by: checkedOut?.by ?? null,
    name_with_path: `${nameWithPath(above)}/${file.name}`,
    private: file.private,
    is_tracked: file.tracked,
    tracked_folder: trackedFolder(above),
    file_type: fileType(file.name),
    url: latest?.url ?? '',
    file_versions: versions,
    legacy_id: null,
    is_deleted: false,
    custom_fields: {},
    revision: String(file.revision),
    version: latest?.number ?? 0,
    sha256: latest?.sha256 ?? '',
    ...allowedTo(to, file),
    can_create_version: !anothers && mayChange(viewer.standing, 'create_version', false),
  };
}

export function versionView(version: Version, fileName: string, urlOf: UrlOf): FileVersion {
  const url = urlOf(version);
  return {
    id: version.id,
    file_id: version.fileId,
    number: version.number,
    notes: version.notes,
    size: version.size,
    sha256: version.sha256,
    url,
    created_at: timestamp(version.createdAt),
    created_by: version.createdBy,
    prostore_file: { id: version.id, name: fileName, url, filename: fileName },
  };
}

/** `PDF` of `Plan.pdf`; null without an extension. */
export function fileType(name: string): string | null {
  const extension = extname(name).slice(1);
  return extension === '' ? null : extension.toUpperCase();
}

import Type, { type Static, type StaticDecode } from 'typebox';
import { FileVersion } from './file-version.ts';
import { BooleanInput, IdInput } from './input.ts';
import { Nullable, PersonReference, Timestamp } from './output.ts';
import { Allowed, Revision } from './revision.ts';
import { TrackedFolder } from './tracked-folder.ts';

/** A file of the Documents tool, at project or company level. */
export const File = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  parent_id: Nullable(Type.Integer()),
  size: Type.Integer({ description: 'Bytes of the latest version.' }),
  description: Nullable(Type.String()),
  created_at: Timestamp,
  updated_at: Timestamp,
  checked_out_until: Nullable(Timestamp),
  checked_out_by: Nullable(PersonReference),
  name_with_path: Type.String(),
  private: Type.Boolean({
    description: 'The file itself is marked; a private folder above it is not told here.',
  }),
  is_tracked: Type.Boolean(),
  tracked_folder: Nullable(TrackedFolder),
  file_type: Nullable(Type.String({ examples: ['PDF'] })),
  url: Type.String({ description: 'That of the latest version.' }),
  file_versions: Type.Array(FileVersion),
  legacy_id: Nullable(Type.Integer()),
  is_deleted: Type.Boolean(),
  custom_fields: Type.Record(Type.String(), Type.Unknown()),
  revision: Revision,
  version: Type.Integer({ description: 'Number of the latest version.' }),
  sha256: Type.String({ description: 'Of the latest version, in lower-case hex.' }),
  ...Allowed,
  can_create_version: Type.Boolean(),
});
export type File = Static<typeof File>;

const writable = {
  name: Type.Optional(Type.String({ minLength: 1 })),
  parent_id: Type.Optional(IdInput),
  description: Type.Optional(Type.String()),
  is_tracked: Type.Optional(BooleanInput),
  explicit_permissions: Type.Optional(BooleanInput),
  /** Sent by one client in the field for `explicit_permissions`; stands under the same permission check. */
  private: Type.Optional(BooleanInput),
  upload_uuid: Type.Optional(Type.String()),
};

/** The body of POST …/files, besides the binary part `file[data]`. No `parent_id`, or null, means the root. */
export const FileCreateBody = Type.Object({
  file: Type.Object({
    ...writable,
    parent_id: Type.Optional(Nullable(IdInput)),
    unique_name: Type.Optional(BooleanInput),
  }),
});
export type FileCreateBody = StaticDecode<typeof FileCreateBody>;

/** The body of PATCH …/files/{id}. `parent_id` moves; bytes make a new version; "null" gives up a check-out. */
export const FileUpdateBody = Type.Object({
  file: Type.Object({
    ...writable,
    /** All the tags of the project that it is to have. */
    custom_tag_ids: Type.Optional(Type.Array(IdInput, { maxItems: 100 })),
    checked_out_until: Type.Optional(
      Type.Union([Type.String({ examples: ['2026-01-31T12:00:00Z'] }), Type.Null()]),
    ),
  }),
});
export type FileUpdateBody = StaticDecode<typeof FileUpdateBody>;

/** The query of PUT …/folders/{id}/content/{name}, whose body is the bytes of the file. */
export const FilePutQuery = Type.Object({
  project_id: Type.Optional(IdInput),
  private: Type.Optional(BooleanInput),
  /** A media type; without one the content is just bytes. */
  content_type: Type.Optional(Type.String({ examples: ['application/pdf'] })),
});
export type FilePutQuery = StaticDecode<typeof FilePutQuery>;

import Type, { type Static, type StaticDecode } from 'typebox';
import { FileVersion } from './file-version.ts';
import { BooleanInput, IdInput, IdListInput, TextListInput } from './input.ts';
import { Nullable, PersonReference, Timestamp } from './output.ts';
import { PageQuery } from './query.ts';
import { Allowed, Revision } from './revision.ts';
import { TrackedFolder } from './tracked-folder.ts';

const DocumentType = Type.Enum(['file', 'folder']);

const text = Type.Optional(Type.String());
const flag = Type.Optional(BooleanInput);

const fields = {
  name: Type.String(),
  created_at: Timestamp,
  created_by: PersonReference,
  updated_at: Timestamp,
  read_only: Type.Boolean(),
  is_deleted: Type.Boolean(),
  is_recycle_bin: Type.Boolean(),
  document_type: DocumentType,
  is_tracked: Type.Boolean({
    description: 'The item itself is tracked; a tracked folder above it is told below.',
  }),
  private: Type.Boolean({
    description: 'The item itself is marked; a private folder above it is told below.',
  }),
  tracked_folder: Nullable(TrackedFolder),
  custom_fields: Type.Record(Type.String(), Type.Unknown()),
  revision: Revision,
  ...Allowed,
};

const children = Nullable(
  Type.Object({
    has_children: Type.Boolean({ description: 'Counts only what the caller may see, as do the two below.' }),
    has_children_files: Type.Boolean(),
    has_children_folders: Type.Boolean(),
  }),
);

const file = {
  checked_out_by: Nullable(PersonReference),
  checked_out_until: Nullable(Timestamp),
  description: Nullable(Type.String()),
  file_type: Nullable(Type.String()),
  version: Type.Integer(),
  size: Type.Integer(),
  sha256: Type.String(),
};

/** A folder or a file in the flat index of a place. `file` is null for a folder, `children` for a file. */
export const DocumentItem = Type.Object({
  ...fields,
  id: Type.Integer(),
  parent_id: Nullable(Type.Integer()),
  name_with_path: Type.String({ examples: ['Root Folder/Drawings/A-101.pdf'] }),
  private_parent: Nullable(TrackedFolder),
  file: Nullable(Type.Object({ ...file, current_version: FileVersion })),
  children,
});
export type DocumentItem = Static<typeof DocumentItem>;

/** The same in v2, where ids are text. */
export const DocumentItemV2 = Type.Object({
  ...fields,
  id: Type.String(),
  parent_id: Nullable(Type.String()),
  private_parent: Nullable(Type.Object({ ...TrackedFolder.properties, id: Type.String() })),
  has_private_ancestor: Type.Boolean(),
  file: Nullable(Type.Object({ ...file, current_version: FileVersion })),
  children,
});
export type DocumentItemV2 = Static<typeof DocumentItemV2>;

/** `view=sync_compact`: what a client that keeps a copy compares. */
export const DocumentItemCompact = Type.Object({
  id: Type.String(),
  parent_id: Nullable(Type.String()),
  name: Type.String(),
  document_type: DocumentType,
  updated_at: Timestamp,
  private: Type.Boolean(),
  is_deleted: Type.Boolean(),
  has_private_ancestor: Type.Boolean(),
  file: Nullable(
    Type.Object({
      version: Type.Integer(),
      size: Type.Integer(),
      sha256: Type.String(),
      url: Type.String(),
    }),
  ),
});
export type DocumentItemCompact = Static<typeof DocumentItemCompact>;

const filters = Type.Optional(
  Type.Object({
    created_by_id: Type.Optional(IdListInput),
    created_at: text,
    updated_at: text,
    document_type: text,
    file_type: Type.Optional(TextListInput),
    is_in_recycle_bin: flag,
    search: Type.Optional(
      Type.String({ description: 'Words of name and description; each may be its beginning.' }),
    ),
    folder_id: Type.Optional(IdInput),
    private: flag,
  }),
);

/** The flat index. Unknown filters and orders are ignored. */
export const DocumentsQuery = Type.Object({
  ...PageQuery.properties,
  project_id: Type.Optional(IdInput),
  view: text,
  sort: text,
  filters,
});
export type DocumentsQuery = StaticDecode<typeof DocumentsQuery>;

/** The content of one folder as one mixed list, or with all that lies below it. */
export const FolderContentQuery = Type.Object({
  ...PageQuery.properties,
  view: text,
  sort: text,
  filters,
  include_descendants: flag,
  exclude_folders: flag,
  exclude_files: flag,
  show_latest_file_version_only: flag,
});
export type FolderContentQuery = StaticDecode<typeof FolderContentQuery>;

/** One of the 20 most recent versions of a file. */
export const DocumentRevision = Type.Object({
  id: Type.String(),
  prostore_id: Type.String(),
  url: Type.String(),
  file_id: Type.String(),
  file_name: Type.String(),
  file_size: Type.Integer(),
  file_version: Type.Integer(),
  file_type: Nullable(Type.String()),
  created_by: PersonReference,
  created_at: Timestamp,
});
export type DocumentRevision = Static<typeof DocumentRevision>;

/** Which item lies at a path, its names parted by slashes, the root folder's left out. */
export const DocumentPathQuery = Type.Object({ project_id: Type.Optional(IdInput), path: Type.String() });
export const DocumentAtPath = Type.Object({ id: Type.Integer(), document_type: DocumentType });
export type DocumentAtPath = Static<typeof DocumentAtPath>;

/** The feed of changes. Without a cursor it begins now. */
export const DocumentChangesQuery = Type.Object({
  project_id: Type.Optional(IdInput),
  cursor: text,
  per_page: Type.Optional(IdInput),
});
export type DocumentChangesQuery = StaticDecode<typeof DocumentChangesQuery>;

const changed = { id: Type.Integer(), document_type: DocumentType };

/** `gone` of a folder covers all that was in it: deleted, or no longer the caller's to see. */
export const DocumentChange = Type.Union([
  Type.Object({ kind: Type.Literal('present'), ...changed, item: DocumentItem }),
  Type.Object({ kind: Type.Literal('gone'), ...changed }),
]);
export type DocumentChange = Static<typeof DocumentChange>;

export const DocumentChanges = Type.Object({
  changes: Type.Array(DocumentChange),
  cursor: Type.String({ description: 'What to ask with next; opaque.' }),
  more: Type.Boolean({ description: 'There is more already: ask again at once.' }),
  reset: Type.Boolean({
    description: 'What came before is unknown: list everything, then go on with this cursor.',
  }),
});
export type DocumentChanges = Static<typeof DocumentChanges>;

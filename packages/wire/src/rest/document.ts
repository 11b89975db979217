import Type, { type Static, type StaticDecode } from 'typebox';
import { FileVersion, FileVersionV2 } from './file-version.ts';
import { BooleanInput, IdInput, IdListInput, TextListInput } from './input.ts';
import { Nullable, PersonReference, PersonReferenceV2, Timestamp } from './output.ts';
import { PageQuery } from './query.ts';
import { Allowed, Revision } from './revision.ts';
import { TrackedFolder, TrackedFolderV2 } from './tracked-folder.ts';

const DocumentType = Type.Enum(['file', 'folder']);

const text = Type.Optional(Type.String());
const flag = Type.Optional(BooleanInput);

const fields = {
  name: Type.String(),
  created_at: Timestamp,
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

/** Whoever has a file checked out is told with the company in which they do. */
const holder = { company_name: Type.String() };

const file = {
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
  created_by: PersonReference,
  tracked_folder: Nullable(TrackedFolder),
  private_parent: Nullable(TrackedFolder),
  file: Nullable(
    Type.Object({
      ...file,
      checked_out_by: Nullable(Type.Object({ ...PersonReference.properties, ...holder })),
      current_version: FileVersion,
    }),
  ),
  children,
});
export type DocumentItem = Static<typeof DocumentItem>;

/** The same in v2, where ids are text. */
export const DocumentItemV2 = Type.Object({
  ...fields,
  id: Type.String(),
  parent_id: Nullable(Type.String()),
  created_by: PersonReferenceV2,
  tracked_folder: Nullable(TrackedFolderV2),
  private_parent: Nullable(TrackedFolderV2),
  has_private_ancestor: Type.Boolean(),
  file: Nullable(
    Type.Object({
      ...file,
      checked_out_by: Nullable(Type.Object({ ...PersonReferenceV2.properties, ...holder })),
      current_version: FileVersionV2,
    }),
  ),
  children,
});
export type DocumentItemV2 = Static<typeof DocumentItemV2>;

/** The same among what lies in one folder, which says that a folder above is private, and not which. */
export const FolderItemV2 = Type.Omit(DocumentItemV2, ['private_parent']);
export type FolderItemV2 = Static<typeof FolderItemV2>;

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
    custom_tag_ids: Type.Optional(IdListInput),
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
  created_by: PersonReferenceV2,
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

/**
 * `gone` of a folder covers all that was in it. `deleted` is told of what the caller saw when it was deleted; what left
 * their sight otherwise, they hear no more of.
 */
export const DocumentChange = Type.Union([
  Type.Object({ kind: Type.Literal('present'), ...changed, item: DocumentItem }),
  Type.Object({ kind: Type.Literal('gone'), ...changed, deleted: Type.Boolean() }),
]);
export type DocumentChange = Static<typeof DocumentChange>;

export const DocumentChanges = Type.Object({
  changes: Type.Array(DocumentChange),
  cursor: Type.String({ description: 'What to ask with next; opaque.' }),
  more: Type.Boolean({ description: 'There is more already: ask again at once.' }),
  reset: Type.Boolean({
    description: 'What came before is unknown: list everything, then go on with this cursor.',
  }),
  went_back: Type.Boolean({
    description:
      'With `reset`: the cursor is from after the state the server has, as when it was restored from a backup, or cannot be read.',
  }),
});
export type DocumentChanges = Static<typeof DocumentChanges>;

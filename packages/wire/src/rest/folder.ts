import Type, { type Static, type StaticDecode } from 'typebox';
import { File } from './file.ts';
import { BooleanInput, IdInput } from './input.ts';
import { Nullable, Timestamp } from './output.ts';
import { Allowed, Revision } from './revision.ts';
import { TrackedFolder } from './tracked-folder.ts';

const fields = {
  id: Type.Integer(),
  name: Type.String(),
  parent_id: Nullable(Type.Integer({ description: 'Null for the root alone.' })),
  private: Type.Boolean({
    description: 'The folder itself is marked; a private folder above it is not told here.',
  }),
  updated_at: Timestamp,
  is_tracked: Type.Boolean(),
  tracked_folder: Nullable(TrackedFolder),
  name_with_path: Type.String({ examples: ['Root Folder/Drawings'] }),
  read_only: Type.Boolean(),
  is_deleted: Type.Boolean(),
  is_recycle_bin: Type.Boolean(),
  has_children: Type.Boolean({ description: 'Counts only what the caller may see, as do the two below.' }),
  has_children_files: Type.Boolean(),
  has_children_folders: Type.Boolean(),
  tag: Type.String({
    description: 'Another one whenever anything changed that the caller can see at or below the folder.',
  }),
  custom_fields: Type.Record(Type.String(), Type.Unknown()),
  revision: Revision,
  ...Allowed,
  can_create: Type.Boolean(),
};

const empty = Type.Array(Type.Never(), { maxItems: 0 });

/** A folder inside another's listing: its own content is never told there; ask for it by its id. */
export const ChildFolder = Type.Object({ ...fields, folders: empty, files: empty });
export type ChildFolder = Static<typeof ChildFolder>;

/** A folder with one level of content. The root listing answers with one of these, not with an array. */
export const Folder = Type.Object({
  ...fields,
  folders: Type.Array(ChildFolder),
  files: Type.Array(File),
});
export type Folder = Static<typeof Folder>;

const writable = {
  parent_id: Type.Optional(IdInput),
  is_tracked: Type.Optional(BooleanInput),
  explicit_permissions: Type.Optional(BooleanInput),
};

/** The body of POST …/folders. No `parent_id`, or null, means the root. */
export const FolderCreateBody = Type.Object({
  folder: Type.Object({
    ...writable,
    name: Type.String({ minLength: 1 }),
    parent_id: Type.Optional(Nullable(IdInput)),
  }),
});
export type FolderCreateBody = StaticDecode<typeof FolderCreateBody>;

/** The body of PATCH …/folders/{id}: rename, move, mark private. Clients send any subset. */
export const FolderUpdateBody = Type.Object({
  folder: Type.Object({
    ...writable,
    name: Type.Optional(Type.String({ minLength: 1 })),
    /** All the tags of the project that it is to have. */
    custom_tag_ids: Type.Optional(Type.Array(IdInput, { maxItems: 100 })),
  }),
});
export type FolderUpdateBody = StaticDecode<typeof FolderUpdateBody>;

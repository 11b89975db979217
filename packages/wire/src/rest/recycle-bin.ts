import Type, { type Static, type StaticDecode } from 'typebox';
import { IdInput } from './input.ts';
import { Nullable, PersonReference, Timestamp } from './output.ts';

/** What was deleted by itself, or lies in a folder that was. What lay in a folder goes and comes back with it. */
export const RecycleBinItem = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  document_type: Type.Enum(['file', 'folder']),
  private: Type.Boolean({ description: 'It was marked itself; a private folder above it is not told here.' }),
  deleted_at: Timestamp,
  deleted_by: Nullable(PersonReference),
  original_parent: Nullable(
    Type.Object(
      { id: Type.Integer(), name_with_path: Type.String() },
      { description: 'Null of what lies in a folder of the bin, and where that folder is gone.' },
    ),
  ),
  size: Nullable(
    Type.Integer({
      description:
        'Bytes of the latest versions of all that comes back; null of a folder that holds too much to be counted here.',
    }),
  ),
});
export type RecycleBinItem = Static<typeof RecycleBinItem>;

/** GET …/recycle_bin/purge: what is given up already and is still being taken away. */
export const PurgeProgress = Type.Object({
  items_left: Type.Integer(),
  at_least: Type.Boolean({ description: 'There are more, which were not counted.' }),
});
export type PurgeProgress = Static<typeof PurgeProgress>;

/** The body of POST …/recycle_bin/{id}/restore. Without `parent_id` it goes back to where it was. */
export const RestoreBody = Type.Object({
  restore: Type.Optional(Type.Object({ parent_id: Type.Optional(IdInput) })),
});
export type RestoreBody = StaticDecode<typeof RestoreBody>;

import Type, { type Static, type StaticDecode } from 'typebox';
import { IdInput } from './input.ts';
import { Nullable, PersonReference, Timestamp } from './output.ts';

/** What was deleted by itself; what lay in it goes and comes back with it. */
export const RecycleBinItem = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  document_type: Type.Enum(['file', 'folder']),
  deleted_at: Timestamp,
  deleted_by: Nullable(PersonReference),
  original_parent: Nullable(Type.Object({ id: Type.Integer(), name_with_path: Type.String() })),
  size: Type.Integer({ description: 'Bytes of the latest versions of all that comes back.' }),
});
export type RecycleBinItem = Static<typeof RecycleBinItem>;

/** The body of POST …/recycle_bin/{id}/restore. Without `parent_id` it goes back to where it was. */
export const RestoreBody = Type.Object({
  restore: Type.Optional(Type.Object({ parent_id: Type.Optional(IdInput) })),
});
export type RestoreBody = StaticDecode<typeof RestoreBody>;

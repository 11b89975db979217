import Type, { type Static, type TSchema } from 'typebox';

const folderOf = <Id extends TSchema>(id: Id) =>
  Type.Object({ id, name: Type.String(), name_with_path: Type.String() });

/** The folder whose tracking applies to an item. */
export const TrackedFolder = folderOf(Type.Integer());
export type TrackedFolder = Static<typeof TrackedFolder>;

/** The same in v2, where ids are text. */
export const TrackedFolderV2 = folderOf(Type.String());

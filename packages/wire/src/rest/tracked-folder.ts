import Type, { type Static } from 'typebox';

/** The folder whose tracking applies to an item. */
export const TrackedFolder = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  name_with_path: Type.String(),
});
export type TrackedFolder = Static<typeof TrackedFolder>;

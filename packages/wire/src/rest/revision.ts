import Type from 'typebox';

/** Opaque: another one whenever the item itself has changed. `If-Match` with it keeps a change from undoing another. */
export const Revision = Type.String();

/** What the caller may do to the item, at the moment of the answer. */
export const Allowed = {
  can_update: Type.Boolean({ description: 'Rename it.' }),
  can_delete: Type.Boolean(),
  can_move: Type.Boolean(),
  can_set_private: Type.Boolean(),
};

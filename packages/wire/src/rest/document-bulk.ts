import Type, { type Static, type StaticDecode } from 'typebox';
import { IdInput } from './input.ts';

export const BulkAction = Type.Enum(['move', 'copy', 'delete', 'restore', 'purge', 'private', 'open']);
export type BulkAction = Static<typeof BulkAction>;

/** The body of POST …/documents/bulk. `parent_id` says where to, for move, copy and restore. */
export const DocumentBulkBody = Type.Object({
  bulk: Type.Object({
    action: BulkAction,
    ids: Type.Array(IdInput, { minItems: 1, maxItems: 500 }),
    parent_id: Type.Optional(IdInput),
  }),
});
export type DocumentBulkBody = StaticDecode<typeof DocumentBulkBody>;

/** Each item by itself: some may be refused while the others are done. */
export const DocumentBulkAnswer = Type.Object({
  success: Type.Array(Type.Integer()),
  failed: Type.Array(
    Type.Object({
      id: Type.Integer(),
      errors: Type.Record(Type.String(), Type.Array(Type.String())),
    }),
  ),
});
export type DocumentBulkAnswer = Static<typeof DocumentBulkAnswer>;

/** The body of POST …/folders/{id}/copy and …/files/{id}/copy. */
export const DocumentCopyBody = Type.Object({
  copy: Type.Object({
    parent_id: IdInput,
    name: Type.Optional(Type.String({ minLength: 1 })),
    unique_name: Type.Optional(Type.Boolean()),
  }),
});
export type DocumentCopyBody = StaticDecode<typeof DocumentCopyBody>;

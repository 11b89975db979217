import Type, { type Static, type StaticDecode } from 'typebox';
import { IdInput } from '../rest/input.ts';
import { Timestamp } from '../rest/output.ts';

/** People who are named together on access lists; who they are is asked page by page. */
export const PermissionGroup = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  member_count: Type.Integer(),
  created_at: Timestamp,
  updated_at: Timestamp,
});
export type PermissionGroup = Static<typeof PermissionGroup>;

export const PermissionGroupBody = Type.Object({
  group: Type.Object({ name: Type.String({ minLength: 1, maxLength: 255 }) }),
});
export type PermissionGroupBody = StaticDecode<typeof PermissionGroupBody>;

/** PUT …/groups/{id}/members: all of them; who is left out is out. */
export const PermissionGroupMembersBody = Type.Object({
  person_ids: Type.Array(IdInput, { maxItems: 10_000 }),
});
export type PermissionGroupMembersBody = StaticDecode<typeof PermissionGroupMembersBody>;

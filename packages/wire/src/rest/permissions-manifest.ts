import Type, { type Static, type StaticDecode } from 'typebox';
import { IdInput } from './input.ts';
import { LevelName, LevelNumber } from './level.ts';
import { Nullable } from './output.ts';

/** One of the two: what the caller may do in a project, or with the company's own tools. */
export const SettingsPermissionsQuery = Type.Object({
  project_id: Type.Optional(IdInput),
  company_id: Type.Optional(IdInput),
});
export type SettingsPermissionsQuery = StaticDecode<typeof SettingsPermissionsQuery>;

/** GET /rest/v1.0/settings/permissions: every tool, as the caller has it. */
export const PermissionsManifest = Type.Object({
  tools: Type.Array(
    Type.Object({
      id: Type.Integer(),
      name: Type.String(),
      friendly_name: Type.String(),
      domain_id: Type.Integer(),
      tab_group: Type.String(),
      available_for_user: Type.Boolean(),
      url: Type.String(),
      user_access_level: Type.Object({ id: LevelNumber, name: LevelName }),
      permitted_actions: Type.Array(
        Type.Object({
          id: Type.Integer(),
          action_name: Type.String(),
          label: Type.String(),
          tool_name: Type.String(),
        }),
      ),
      create_url: Nullable(Type.String()),
      can_create: Type.Boolean(),
      trial: Type.Boolean(),
    }),
  ),
});
export type PermissionsManifest = Static<typeof PermissionsManifest>;

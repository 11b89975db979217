import Type, { type Static, type StaticDecode } from 'typebox';
import { BooleanInput, IdInput } from './input.ts';
import { LevelNumber } from './level.ts';
import { Nullable } from './output.ts';
import { PageQuery } from './query.ts';

/** On the company's tools; in whichever project it is held; in the one project it was made for. */
export const PermissionTemplateType = Type.Enum(['company_tools', 'global', 'project_specific']);
export type PermissionTemplateType = Static<typeof PermissionTemplateType>;

/** The short form in which a person's record names a template. */
export const PermissionTemplateReference = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  project_specific: Type.Boolean(),
  type: PermissionTemplateType,
});
export type PermissionTemplateReference = Static<typeof PermissionTemplateReference>;

/** An item of GET /rest/v1.0/companies/{company_id}/permission_templates. */
export const PermissionTemplate = Type.Object({
  ...PermissionTemplateReference.properties,
  category: Type.Enum(['internal', 'external']),
});
export type PermissionTemplate = Static<typeof PermissionTemplate>;

/** A tool's name to its level's number; a tool that is left out is None. */
const userAccessLevels = Type.Record(Type.String(), LevelNumber);
/** A tool's name to the single actions that are granted beside its level. */
const permissions = Type.Record(Type.String(), Type.Record(Type.String(), Type.Boolean()));

export const PermissionTemplateShow = Type.Object({
  id: Type.Integer(),
  company_id: Type.Integer(),
  name: Type.String(),
  provider_type: Type.Enum(['Company', 'Project']),
  provider_id: Type.Integer(),
  type: PermissionTemplateType,
  category: Type.Enum(['internal', 'external']),
  project_id: Nullable(Type.Integer()),
  user_access_levels: userAccessLevels,
  permissions,
});
export type PermissionTemplateShow = Static<typeof PermissionTemplateShow>;

const sent = {
  user_access_levels: Type.Optional(userAccessLevels),
  permissions: Type.Optional(permissions),
};

/** The body of POST …/permission_templates. */
export const PermissionTemplateCreateBody = Type.Object({
  permission_template: Type.Object({
    ...sent,
    name: Type.String({ minLength: 1, maxLength: 255 }),
    type: Type.Optional(PermissionTemplateType),
    project_id: Type.Optional(Nullable(IdInput)),
  }),
});
export type PermissionTemplateCreateBody = StaticDecode<typeof PermissionTemplateCreateBody>;

/** The body of PATCH /manage/v1/companies/{company_id}/permission_templates/{id}. */
export const PermissionTemplateUpdateBody = Type.Object({
  permission_template: Type.Object({
    ...sent,
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 255 })),
  }),
});
export type PermissionTemplateUpdateBody = StaticDecode<typeof PermissionTemplateUpdateBody>;

/** `project_tools` is both kinds that hold in projects, and what is answered where nothing is asked. */
export const PermissionTemplatesQuery = Type.Object({
  ...PageQuery.properties,
  view: Type.Optional(Type.String()),
  filters: Type.Optional(
    Type.Object({
      type: Type.Optional(Type.Enum(['company_tools', 'project_tools', 'global'])),
      assignables_only: Type.Optional(BooleanInput),
    }),
  ),
});
export type PermissionTemplatesQuery = StaticDecode<typeof PermissionTemplatesQuery>;

/** PATCH /rest/v1.0/projects/{project_id}/permission_template_assignments */
export const PermissionTemplateAssignmentBody = Type.Object({
  permission_template_assignments: Type.Object({ user_id: IdInput, permission_template_id: IdInput }),
});
export type PermissionTemplateAssignmentBody = StaticDecode<typeof PermissionTemplateAssignmentBody>;

export const PermissionTemplateAssignment = Type.Object({
  user_id: Type.Integer(),
  permission_template_id: Type.Integer(),
  project_id: Type.Integer(),
});
export type PermissionTemplateAssignment = Static<typeof PermissionTemplateAssignment>;

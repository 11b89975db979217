import Type, { type Static, type StaticDecode } from 'typebox';
import { CompanyUser, CompanyUserCreateBody } from './company-user.ts';
import { IdInput } from './input.ts';
import { NamedReference, Nullable, Timestamp } from './output.ts';

/** What callers without Read Only on the project's Directory get of its people. */
export const ProjectUserCompact = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  first_name: Nullable(Type.String()),
  last_name: Type.String(),
  initials: Type.String(),
  vendor: Nullable(NamedReference),
});
export type ProjectUserCompact = Static<typeof ProjectUserCompact>;

/** An item of GET /rest/v1.0/projects/{project_id}/users. */
export const ProjectUser = Type.Object({ ...CompanyUser.properties });
export type ProjectUser = Static<typeof ProjectUser>;

/** POST …/users/{id}/actions/add. Callers send it without any body, too. */
export const ProjectUserAddBody = Type.Object({
  user: Type.Optional(Type.Object({ permission_template_id: Type.Optional(Nullable(IdInput)) })),
});
export type ProjectUserAddBody = StaticDecode<typeof ProjectUserAddBody>;

/** An item of GET /rest/v1.0/companies/{company_id}/users/{user_id}/project_assignments. */
export const ProjectAssignment = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  display_name: Type.String(),
  project_number: Nullable(Type.String()),
  active: Type.Boolean(),
  assigned: Type.Boolean(),
  permission_template: Nullable(NamedReference),
});
export type ProjectAssignment = Static<typeof ProjectAssignment>;

/** The body of POST /rest/v1.0/projects/{project_id}/users: somebody new to the project, and perhaps to the company. */
export const ProjectUserCreateBody = Type.Object({
  user: Type.Object({
    ...CompanyUserCreateBody.properties.user.properties,
    permission_template_id: Type.Optional(Nullable(IdInput)),
  }),
});
export type ProjectUserCreateBody = StaticDecode<typeof ProjectUserCreateBody>;

/** An item of GET /rest/v1.0/projects/{project_id}/project_memberships; its id is that of the person. */
export const ProjectMembership = Type.Object({
  id: Type.Integer(),
  project_id: Type.Integer(),
  user: Type.Object({ id: Type.Integer(), name: Type.String(), login: Nullable(Type.String()) }),
  permission_template_id: Nullable(Type.Integer()),
  created_at: Timestamp,
});
export type ProjectMembership = Static<typeof ProjectMembership>;

export const ProjectMembershipBody = Type.Object({
  project_membership: Type.Object({
    user_id: IdInput,
    permission_template_id: Type.Optional(Nullable(IdInput)),
  }),
});
export type ProjectMembershipBody = StaticDecode<typeof ProjectMembershipBody>;

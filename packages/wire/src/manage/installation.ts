import Type, { type Static, type StaticDecode } from 'typebox';
import { IdInput } from '../rest/input.ts';
import { LevelName } from '../rest/level.ts';
import { NamedReference, Nullable, Timestamp } from '../rest/output.ts';
import { PageQuery } from '../rest/query.ts';
import { ToolName } from '../rest/tool.ts';
import { Manifest } from './manifest.ts';

/** An app as company admins and members meet it. */
export const AppInCompany = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  publisher: Type.String(),
  verified: Type.Boolean({ description: 'The operator has checked who the publisher is.' }),
  description: Type.String(),
});
export type AppInCompany = Static<typeof AppInCompany>;

export const InstallationState = Type.Enum(['connected', 'disconnected', 'uninstalled']);
export type InstallationState = Static<typeof InstallationState>;

/** A permission of the app's own account that another version asks for at another level; None is having none. */
export const PermissionDifference = Type.Object({
  scope: Type.Enum(['company', 'project']),
  tool: ToolName,
  from: LevelName,
  to: LevelName,
});
export type PermissionDifference = Static<typeof PermissionDifference>;

/** A version with what it asks for, as an admin approves it. */
export const OfferedVersion = Type.Object({
  id: Type.Integer(),
  semver: Type.String(),
  manifest: Manifest,
  release_notes: Nullable(Type.String()),
});
export type OfferedVersion = Static<typeof OfferedVersion>;

/** A version that is newer than the approved one. Until it is approved, the old one's permissions hold. */
export const AvailableUpdate = Type.Object({
  version: OfferedVersion,
  difference: Type.Array(PermissionDifference),
});
export type AvailableUpdate = Static<typeof AvailableUpdate>;

/** An app in a company. */
export const Installation = Type.Object({
  id: Type.Integer(),
  app: AppInCompany,
  state: InstallationState,
  version: Nullable(Type.Object({ id: Type.Integer(), semver: Type.String(), manifest: Manifest })),
  update: Nullable(AvailableUpdate),
  permitted_projects: Type.Array(NamedReference),
  installed_by: NamedReference,
  installed_at: Timestamp,
  disconnected_at: Nullable(Timestamp),
  uninstalled_at: Nullable(Timestamp),
  uninstalled_by: Nullable(NamedReference),
  origin: Type.Enum(['admin', 'authorization'], {
    description: 'By an admin, or because a member authorized the app.',
  }),
  post_installation_notes: Nullable(Type.String()),
});
export type Installation = Static<typeof Installation>;

const projects = Type.Array(IdInput, { maxItems: 10_000 });

/** POST …/installations: by `version_key`, or by `app_id` from the marketplace. Exactly one of the two. */
export const InstallationCreateBody = Type.Object({
  version_key: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  app_id: Type.Optional(IdInput),
  version_id: Type.Optional(IdInput),
  permitted_project_ids: Type.Optional(projects),
});
export type InstallationCreateBody = StaticDecode<typeof InstallationCreateBody>;

/** POST …/installations/{id}/update: exactly the version that was seen; 409 if it is no longer the latest. */
export const InstallationUpdateBody = Type.Object({ version_id: IdInput, permitted_project_ids: projects });
export type InstallationUpdateBody = StaticDecode<typeof InstallationUpdateBody>;

/** POST …/installations/{id}/reinstall: without `version_id` the version that was approved before. */
export const InstallationReinstallBody = Type.Object({
  version_id: Type.Optional(IdInput),
  permitted_project_ids: projects,
});
export type InstallationReinstallBody = StaticDecode<typeof InstallationReinstallBody>;

/** PUT …/installations/{id}/permitted_projects: the whole list. */
export const PermittedProjectsBody = Type.Object({ project_ids: projects });
export type PermittedProjectsBody = StaticDecode<typeof PermittedProjectsBody>;

/** Why a version cannot be installed in this company as it is. */
export const InstallationProblem = Type.Enum([
  'app_blocked',
  'app_not_allowed',
  'publisher_not_verified',
  'already_installed',
]);
export type InstallationProblem = Static<typeof InstallationProblem>;

/** GET …/version_by_key: what would be installed, and what stands in the way. A key of the other environment is unknown. */
export const VersionByKey = Type.Object({
  app: AppInCompany,
  version: OfferedVersion,
  problems: Type.Array(InstallationProblem),
});
export type VersionByKey = Static<typeof VersionByKey>;
export const VersionByKeyQuery = Type.Object({ key: Type.String({ minLength: 1, maxLength: 100 }) });

/** GET /manage/v1/marketplace?company_id=: a listed app, and how it stands in that company. */
export const MarketplaceApp = Type.Object({
  app: AppInCompany,
  tagline: Type.String(),
  about: Type.String(),
  support_email: Nullable(Type.String()),
  website: Nullable(Type.String()),
  version: OfferedVersion,
  state: Type.Enum(['not_installed', 'connected', 'disconnected', 'uninstalled']),
  installation_id: Nullable(Type.Integer()),
  requested: Type.Boolean({ description: 'The caller’s own request for it is pending.' }),
  problems: Type.Array(InstallationProblem),
});
export type MarketplaceApp = Static<typeof MarketplaceApp>;

export const MarketplaceQuery = Type.Object({ ...PageQuery.properties, company_id: IdInput });
export type MarketplaceQuery = StaticDecode<typeof MarketplaceQuery>;

/** A refused step: where the thing stands, and what may follow. */
export const IllegalStep = Type.Object({
  errors: Type.Array(Type.String()),
  state: Type.String(),
  allowed: Type.Array(Type.String()),
});
export type IllegalStep = Static<typeof IllegalStep>;

import Type, { type Static, type StaticDecode } from 'typebox';
import { IdInput } from '../rest/input.ts';
import { LevelName } from '../rest/level.ts';
import { NamedReference, Nullable, Timestamp } from '../rest/output.ts';
import { ToolName } from '../rest/tool.ts';
import { ToolLevels } from './manifest.ts';

const ServiceAccountKind = Type.Enum(['traditional', 'developer_managed']);
export const ServiceAccountState = Type.Enum(['active', 'ceased', 'expired', 'deleted']);
export type ServiceAccountState = Static<typeof ServiceAccountState>;

/** Something an admin may want to do about an account. */
export const ServiceAccountHint = Type.Union([
  Type.Object({
    kind: Type.Enum(['unused_permission']),
    project: Nullable(NamedReference),
    tool: ToolName,
    level: LevelName,
    used: Type.Enum(['None', 'Read Only', 'Standard', 'Admin'], {
      description: 'The highest level that was needed in the last 90 days.',
    }),
  }),
  Type.Object({ kind: Type.Enum(['unused_account']), last_used_at: Nullable(Timestamp) }),
  Type.Object({ kind: Type.Enum(['expiring']), expires_at: Timestamp }),
  Type.Object({ kind: Type.Enum(['ending']), work_until: Timestamp }),
]);
export type ServiceAccountHint = Static<typeof ServiceAccountHint>;

/** A machine principal of a company. Its permissions are those of its contact in the directory. */
export const ServiceAccount = Type.Object({
  id: Type.Integer(),
  kind: ServiceAccountKind,
  name: Type.String(),
  client_id: Type.String(),
  contact: Type.Object({ id: Type.Integer(), email: Type.String() }),
  app: Nullable(NamedReference),
  owner: Nullable(NamedReference),
  state: ServiceAccountState,
  reason: Nullable(Type.String({ description: 'Why it does not work, where it does not.' })),
  expires_at: Nullable(Timestamp),
  last_used_at: Nullable(Timestamp),
  permissions: Type.Object({
    company: ToolLevels,
    projects: Type.Array(Type.Object({ ...NamedReference.properties, tools: ToolLevels })),
  }),
  hints: Type.Array(ServiceAccountHint),
  created_at: Timestamp,
});
export type ServiceAccount = Static<typeof ServiceAccount>;

/** What the deployment says about the end of traditional accounts; null where it sets no date. */
export const TraditionalAccounts = Type.Object({
  created_until: Nullable(Timestamp),
  work_until: Nullable(Timestamp),
  may_be_created: Type.Boolean(),
  warning: Nullable(
    Type.Enum(['ending', 'creation_ended', 'ended'], {
      description: 'A date is set; no new ones can be made; none works any more.',
    }),
  ),
});
export type TraditionalAccounts = Static<typeof TraditionalAccounts>;

/** GET …/service_accounts: a page of them. */
export const ServiceAccounts = Type.Object({
  service_accounts: Type.Array(ServiceAccount),
  traditional: TraditionalAccounts,
});
export type ServiceAccounts = Static<typeof ServiceAccounts>;

/** POST …/service_accounts */
export const ServiceAccountCreateBody = Type.Object({
  name: Type.String(),
  owner_id: Type.Optional(Nullable(IdInput)),
  expires_at: Type.Optional(Nullable(Type.String({ examples: ['2027-01-31T12:00:00Z'] }))),
});
export type ServiceAccountCreateBody = StaticDecode<typeof ServiceAccountCreateBody>;

/** The answer to a new account and to a regenerated secret: the only time that the secret is shown. */
export const ServiceAccountCredentials = Type.Object({
  service_account: ServiceAccount,
  client_id: Type.String(),
  client_secret: Type.String(),
  traditional: TraditionalAccounts,
});
export type ServiceAccountCredentials = Static<typeof ServiceAccountCredentials>;

const levelsAsSent = Type.Record(Type.String(), Type.String());

/** PUT …/service_accounts/{id}/permissions: all of them; what is left out is None. Projects by id. */
export const ServiceAccountPermissionsBody = Type.Object({
  company: Type.Optional(levelsAsSent),
  projects: Type.Optional(Type.Record(Type.String(), levelsAsSent)),
});
export type ServiceAccountPermissionsBody = Static<typeof ServiceAccountPermissionsBody>;

/** GET …/service_accounts/{id}/migration?version_key= */
export const ServiceAccountMigrationQuery = Type.Object({ version_key: Type.String() });

/** What would change: the highest level that the old account holds, and what the app asks for. */
export const ServiceAccountMigration = Type.Object({
  app: NamedReference,
  version: Type.Object({ id: Type.Integer(), semver: Type.String() }),
  difference: Type.Array(
    Type.Object({
      scope: Type.Enum(['company', 'project']),
      tool: ToolName,
      from: LevelName,
      to: LevelName,
    }),
  ),
  suggested_project_ids: Type.Array(Type.Integer(), {
    description: 'The projects in which the old account is.',
  }),
});
export type ServiceAccountMigration = Static<typeof ServiceAccountMigration>;

/** POST …/service_accounts/{id}/migrate: without `old_expires_at` the old account stops at once. */
export const ServiceAccountMigrateBody = Type.Object({
  version_key: Type.String(),
  permitted_project_ids: Type.Array(IdInput, { maxItems: 10_000 }),
  old_expires_at: Type.Optional(Type.String({ examples: ['2027-01-31T12:00:00Z'] })),
});
export type ServiceAccountMigrateBody = StaticDecode<typeof ServiceAccountMigrateBody>;

export const ServiceAccountMigrated = Type.Object({
  service_account: ServiceAccount,
  installation_id: Type.Integer(),
});
export type ServiceAccountMigrated = Static<typeof ServiceAccountMigrated>;

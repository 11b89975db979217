import Type, { type Static, type StaticDecode } from 'typebox';
import { IdInput, IdListInput } from '../rest/input.ts';
import { LevelName } from '../rest/level.ts';
import { NamedReference, Nullable } from '../rest/output.ts';
import { PageQuery } from '../rest/query.ts';
import { ToolName } from '../rest/tool.ts';

/** Where a level comes from: the person's template, a setting by hand, or being an admin of the company. */
export const LevelSource = Type.Enum(['template', 'own', 'company_admin']);
export type LevelSource = Static<typeof LevelSource>;

const HeldLevel = Type.Object({ level: LevelName, source: LevelSource });
export type HeldLevel = Static<typeof HeldLevel>;

/** A line of the permission matrix: what one person holds on each tool, and why. */
export const PermissionLine = Type.Object({
  person: Type.Object({
    id: Type.Integer(),
    name: Type.String(),
    login: Type.String(),
    kind: Type.Enum(['user', 'contact', 'service_account']),
  }),
  company_admin: Type.Boolean(),
  template: Nullable(NamedReference),
  levels: Type.Partial(Type.Object({ documents: HeldLevel, directory: HeldLevel, admin: HeldLevel })),
  granted: Type.Array(Type.String(), { description: 'Single actions granted beside the levels.' }),
});
export type PermissionLine = Static<typeof PermissionLine>;

/** GET …/permissions: with a project its members and its tools, without one the company's. */
export const PermissionsQuery = Type.Object({
  ...PageQuery.properties,
  project_id: Type.Optional(IdInput),
  filters: Type.Optional(
    Type.Object({ search: Type.Optional(Type.String()), id: Type.Optional(IdListInput) }),
  ),
});
export type PermissionsQuery = StaticDecode<typeof PermissionsQuery>;

const settable = Type.Optional(Nullable(LevelName));

/**
 * PUT …/permissions/{person_id}. What is left out stays; `template_id: null` takes the template away, and a level
 * of null what was set by hand, so that the template says it again.
 */
export const PermissionsBody = Type.Object({
  permissions: Type.Object({
    project_id: Type.Optional(Nullable(IdInput)),
    template_id: Type.Optional(Nullable(IdInput)),
    levels: Type.Optional(Type.Object({ documents: settable, directory: settable, admin: settable })),
    granted: Type.Optional(Type.Array(Type.String())),
  }),
});
export type PermissionsBody = StaticDecode<typeof PermissionsBody>;

/** GET …/explain: a person or an app's client, and what they would do where. */
export const ExplainQuery = Type.Object({
  person_id: Type.Optional(IdInput),
  client_id: Type.Optional(Type.String()),
  app_id: Type.Optional(IdInput),
  project_id: Type.Optional(IdInput),
  document_id: Type.Optional(IdInput),
  tool: Type.Optional(ToolName),
  level: Type.Optional(LevelName),
});
export type ExplainQuery = StaticDecode<typeof ExplainQuery>;

const params = Type.Record(
  Type.String(),
  Nullable(Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
);

/** The formula with each term's own answer, and what would change a No; codes, which a page puts into words. */
export const Explanation = Type.Object({
  allowed: Type.Boolean(),
  terms: Type.Array(
    Type.Object({
      term: Type.Enum([
        'token',
        'grant',
        'principal',
        'consent',
        'app_in_company',
        'project',
        'level',
        'item',
      ]),
      holds: Type.Boolean(),
      reason: Nullable(Type.String()),
      params,
    }),
  ),
  remedies: Type.Array(Type.Object({ code: Type.String(), params })),
});
export type Explanation = Static<typeof Explanation>;

import Type, { type Static, type StaticDecode } from 'typebox';
import { BooleanInput, IdInput } from './input.ts';
import { Nullable, PersonReference, Timestamp } from './output.ts';
import { PageQuery } from './query.ts';

const anything = Type.Record(Type.String(), Type.Unknown());

/** GET /rest/v1.0/companies/{company_id}/app_configurations and …/{id}. */
export const AppConfiguration = Type.Object({
  id: Type.Integer(),
  title: Type.String(),
  app_installation_id: Type.Integer(),
  company_id: Type.Integer(),
  projects: Type.Array(Type.Object({ id: Type.Integer() })),
  applies_to_all_projects: Type.Boolean(),
  applies_to_company: Type.Boolean(),
  instance_configuration: anything,
  manifest_url: Nullable(Type.String()),
  created_by: PersonReference,
  created_at: Timestamp,
  updated_at: Timestamp,
});
export type AppConfiguration = Static<typeof AppConfiguration>;

const filters = {
  app_installation_id: Type.Optional(IdInput),
  project_id: Type.Optional(IdInput),
};

/** `sort`: created_at, created_by, title, project_count or updated_at, with `-` for the other way. */
export const AppConfigurationsQuery = Type.Object({
  ...PageQuery.properties,
  app_installation_id: Type.Optional(IdInput),
  sort: Type.Optional(Type.String()),
  filters: Type.Optional(Type.Object(filters)),
});
export type AppConfigurationsQuery = StaticDecode<typeof AppConfigurationsQuery>;

const title = Type.String({ minLength: 1, maxLength: 255 });
const sent = {
  company_id: Type.Optional(IdInput),
  project_ids: Type.Optional(Type.Array(IdInput, { maxItems: 10_000 })),
  applies_to_all_projects: Type.Optional(BooleanInput),
  applies_to_company: Type.Optional(BooleanInput),
};

export const AppConfigurationCreateBody = Type.Object({
  ...sent,
  app_installation_id: IdInput,
  title,
  instance_configuration: anything,
});
export type AppConfigurationCreateBody = StaticDecode<typeof AppConfigurationCreateBody>;

export const AppConfigurationUpdateBody = Type.Object({
  ...sent,
  title: Type.Optional(title),
  instance_configuration: Type.Optional(anything),
});
export type AppConfigurationUpdateBody = StaticDecode<typeof AppConfigurationUpdateBody>;

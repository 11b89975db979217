import Type, { type Static, type StaticDecode } from 'typebox';
import { BooleanInput, IdInput } from './input.ts';
import { Nullable, Timestamp } from './output.ts';
import { PageQuery } from './query.ts';

const text = Nullable(Type.String());
const anything = Type.Record(Type.String(), Type.Unknown());
const status = Type.Enum(['installed', 'uninstalled']);

const Installer = Type.Object({
  id: Type.Integer(),
  login: Type.String(),
  name: Type.String(),
  is_active: Type.Boolean(),
  contact_id: Type.Integer(),
  company_name: Type.String(),
});

const MarketplacePage = Type.Object({
  id: Type.String(),
  public_name: Type.String(),
  built_by: Type.String(),
  about: Type.String(),
  description: Type.String(),
  approval_state: Type.Literal('approved'),
  state: Type.Literal('published'),
  live: Type.Boolean(),
  costs_money: Type.Boolean(),
  version: text,
  support_email: text,
  website_link: Nullable(Type.Object({ url: Type.String(), label: Type.String() })),
  helpful_links: Type.Array(Type.Unknown()),
  feature_bullets: Type.Array(Type.Unknown()),
  requirements: Type.Array(Type.Unknown()),
  pictures: Type.Array(Type.Unknown()),
  videos: Type.Array(Type.Unknown()),
  how_it_works: text,
  small_logo_url: text,
  created_at: Timestamp,
  updated_at: Timestamp,
});

const DeveloperApp = Type.Object({
  id: Type.Integer(),
  uid: text,
  name: Type.String(),
  internal_name: Type.String(),
  app_type: Type.Literal('external'),
  connectable: Type.Boolean(),
  internal: Type.Boolean(),
  description: Type.String(),
  thumbnail_url: text,
  marketplace_app_url: text,
  published_app_version_id: text,
  marketplace_app: Nullable(MarketplacePage),
});

/** An item of GET /rest/v1.0/app_installations. A disconnected app counts as installed, here as in the field. */
export const AppInstallation = Type.Object({
  id: Type.Integer(),
  app_uid: text,
  components: Type.Array(Type.Object({ type: Type.Literal('oauth') })),
  status,
  semantic_version: text,
  installed_at: Timestamp,
  uninstalled_at: Nullable(Timestamp),
  installer: Installer,
  uninstaller: Nullable(Installer),
  updatable_app_version_id: Nullable(Type.String({ description: 'Set when an update waits for approval.' })),
  developer_app: DeveloperApp,
  agentic: Type.Boolean(),
  pending_operation_id: text,
});
export type AppInstallation = Static<typeof AppInstallation>;

/** GET /rest/v1.0/app_installations/{id}. */
export const AppInstallationShow = Type.Object({
  id: Type.Integer(),
  app_uid: text,
  app_version_id: text,
  status,
  installed_by: Type.String(),
  installed_at: Timestamp,
  uninstalled_at: Nullable(Timestamp),
  uninstalled_by: text,
  manifest: anything,
  manifest_url: text,
  post_installation_instruction: Type.Object({ page: Type.Null(), notes: text }),
  developer_app: DeveloperApp,
  components: Type.Array(Type.Object({ type: Type.Literal('oauth') })),
});
export type AppInstallationShow = Static<typeof AppInstallationShow>;

/** One of the two names the company; a project narrows the list to the apps that work there. */
export const AppInstallationsQuery = Type.Object({
  ...PageQuery.properties,
  company_id: Type.Optional(IdInput),
  project_id: Type.Optional(IdInput),
});
export type AppInstallationsQuery = StaticDecode<typeof AppInstallationsQuery>;

export const AppInstallationCreateBody = Type.Object({
  app_uid: Type.String({ minLength: 1, maxLength: 200 }),
  company_id: Type.Optional(IdInput),
  project_id: Type.Optional(IdInput),
  app_installation: Type.Optional(anything),
});
export type AppInstallationCreateBody = StaticDecode<typeof AppInstallationCreateBody>;

export const AppInstallationUpdateBody = Type.Object({
  app_uid: Type.String({ minLength: 1, maxLength: 200 }),
  app_installation: Type.Object({ status }),
});
export type AppInstallationUpdateBody = StaticDecode<typeof AppInstallationUpdateBody>;

/** GET and POST /rest/v1.0/installation_requests. */
export const WireRequest = Type.Object({ id: Type.Integer() });
export type WireRequest = Static<typeof WireRequest>;

const developerApp = Type.Union(
  [Type.Integer({ minimum: 0 }), Type.String({ minLength: 1, maxLength: 200 })],
  {
    description: 'The id of the app, or the client id of its credential.',
  },
);

export const WireRequestsQuery = Type.Object({
  ...PageQuery.properties,
  company_id: IdInput,
  developer_app_id: developerApp,
  implicit: Type.Optional(BooleanInput),
});
export type WireRequestsQuery = StaticDecode<typeof WireRequestsQuery>;

export const WireRequestCreateBody = Type.Object({
  company_id: IdInput,
  developer_app_id: developerApp,
  implicit: Type.Optional(BooleanInput),
  notes: Type.Optional(Type.String({ maxLength: 2000 })),
});
export type WireRequestCreateBody = StaticDecode<typeof WireRequestCreateBody>;
